\ir migrations/1/01_mills.up.sql
\ir migrations/1/02_wheels.up.sql
\ir migrations/2/01_seed.up.sql
\ir migrations/2/02_grain.up.sql
\ir migrations/10/01_biggest_wheel.up.sql
