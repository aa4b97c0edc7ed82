\ir migrations/000001_create_depots.up.sql
\ir migrations/000002_create_parcels.up.sql
\ir migrations/000003_index_state.up.sql
\ir migrations/000004_heavy_parcels.up.sql
\ir migrations/000005_seed_depots.up.sql
