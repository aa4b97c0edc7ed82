\ir migrations/20260102093000_remote_schema.sql
\ir migrations/20260103120000_members.sql
\ir migrations/20260104090000_policies.sql
\ir migrations/20260105000000_functions.sql
\ir migrations/20260106000000_size.sql
\ir migrations/20260107000000_first_club.sql
\ir migrations/20260108000000_big_clubs.sql
\ir migrations/20260109000000_index.sql
