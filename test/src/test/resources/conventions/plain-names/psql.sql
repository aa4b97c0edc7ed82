\ir migrations/a-schema.sql
\ir migrations/beds.sql
\ir migrations/beds_plants.sql
\ir migrations/m01-water.sql
\ir migrations/m02-water-index.sql
\ir migrations/m10-water-sum.sql
\ir migrations/seed.sql
\ir migrations/views.sql
