-- tidemark: stor=true
SELECT 1;
