\ir migrations/1641024000000_init/up.sql
\ir migrations/1641024061234_create_table_public_articles/up.sql
\ir migrations/1641024071000_alter_table_public_articles_add_column_rating/up.sql
\ir migrations/1641024080000_trigger/up.sql
\ir migrations/1641024090000_seed/up.sql
