-- tidemark: applied-if=table_exists('users')
CREATE TABLE users (name text, mail text);
