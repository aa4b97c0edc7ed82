\ir migrations/20260102093000_baseline.sql
\ir migrations/20260103101112.sql
\ir migrations/20260104000000_index_title.sql
\ir migrations/20260105000000_nolint.sql
\ir migrations/20260106000000_function.sql
\ir migrations/20260107000000_seed.sql
\ir migrations/20260108000000_view.sql
\ir migrations/20260109000000_check.sql
