\ir migrations/0001.create-cheeses.sql
\ir migrations/0002.create-wheels.sql
\ir migrations/0003.age.sql
\ir migrations/0004.seed.sql
\ir migrations/0005.index-milk.sql
