\ir migrations/V1__create_stations.sql
\ir migrations/V2__add_readings.sql
\ir migrations/V2.1__seed.sql
\ir migrations/V3__latest_reading.sql
\ir migrations/V10__index_names.sql
