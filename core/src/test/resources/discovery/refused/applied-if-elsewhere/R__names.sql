-- tidemark: store=false, applied-if=table_exists('names')
CREATE OR REPLACE VIEW names AS SELECT name FROM users;
