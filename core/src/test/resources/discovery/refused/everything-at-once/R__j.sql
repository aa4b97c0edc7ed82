-- tidemark: after=k
SELECT 1;
