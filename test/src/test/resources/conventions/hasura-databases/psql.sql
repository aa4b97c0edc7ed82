\ir migrations/default/1700000000000_create_cities/up.sql
\ir migrations/default/1700000000001_create_routes/up.sql
\ir migrations/default/1700000100000_distance/up.sql
\ir migrations/default/1700000200000_seed/up.sql
\ir migrations/default/1700000300000_index/up.sql
