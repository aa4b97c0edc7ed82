\ir migrations/0_init/migration.sql
\ir migrations/20260103081512_articles/migration.sql
\ir migrations/20260104000000_no_change/migration.sql
\ir migrations/20260201120000_published_at/migration.sql
\ir migrations/20260201130000_add_reviewer/migration.sql
\ir migrations/20260201130100_reviewers/migration.sql
\ir migrations/20260301000000_search/migration.sql
\ir migrations/20260302000000_seed/migration.sql
