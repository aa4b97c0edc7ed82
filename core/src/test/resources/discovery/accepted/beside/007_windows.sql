-- tidemark: store=false
SELECT 1;
