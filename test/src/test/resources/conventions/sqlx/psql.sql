\ir migrations/20260102093000_create_accounts.up.sql
\ir migrations/20260102094512_create_bookings.up.sql
\ir migrations/20260115120000_index_bookings.up.sql
\ir migrations/20260201070000_keep_balance.up.sql
\ir migrations/20260201070100_opening.up.sql
