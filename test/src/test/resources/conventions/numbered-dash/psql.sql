\ir migrations/000-extensions-and-types.sql
\ir migrations/001-athletes.sql
\ir migrations/002-disciplines.sql
\ir migrations/003-results.sql
\ir migrations/004-one-gold.sql
\ir migrations/010-medal-table.sql
\ir migrations/011-seed.sql
\ir migrations/100-rank.sql
