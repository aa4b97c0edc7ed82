\ir migrations/20260102093000000000_create_identities.postgres.up.sql
\ir migrations/20260103000000000001_create_sessions.up.sql
\ir migrations/20260110000000000000_index_sessions.postgres.autocommit.up.sql
\ir migrations/20260115000000000000_index_expiry.autocommit.up.sql
\ir migrations/20260202000000000000_gin.postgres.up.sql
\ir migrations/20260301000000000000_seed.up.sql
