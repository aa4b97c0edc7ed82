-- tidemark: applied-if=table_exists('users')
CREATE TABLE users (name text);

-- migrate:down
-- tidemark: applied-if=table_exists('users')
DROP TABLE users;
