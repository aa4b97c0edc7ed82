\ir migrations/00000000000000_diesel_initial_setup/up.sql
\ir migrations/2026-01-02-093000_create_plants/up.sql
\ir migrations/2026-01-02-101500_seed_plants/up.sql
\ir migrations/2026-02-14-200000_index_latin/up.sql
\ir migrations/2026-02-14-200000-0000_create_beds/up.sql
