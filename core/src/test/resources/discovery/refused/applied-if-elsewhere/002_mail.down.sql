-- undoes it
-- tidemark: applied-if=table_exists('users')
ALTER TABLE users DROP COLUMN mail;
