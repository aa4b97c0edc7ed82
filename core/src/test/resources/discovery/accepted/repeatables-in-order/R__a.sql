-- tidemark: after=c
SELECT 1;
