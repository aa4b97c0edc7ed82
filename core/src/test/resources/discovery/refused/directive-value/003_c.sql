-- tidemark: store=true
-- tidemark: store=false
SELECT 1;
