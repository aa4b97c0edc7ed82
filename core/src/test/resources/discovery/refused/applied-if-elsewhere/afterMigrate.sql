-- tidemark: applied-if=table_exists('users')
ANALYZE;
