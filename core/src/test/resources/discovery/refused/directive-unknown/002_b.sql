-- tidemark: store=true, colour=blue
SELECT 1;
