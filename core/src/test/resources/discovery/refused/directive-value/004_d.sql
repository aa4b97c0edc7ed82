-- tidemark: requires
SELECT 1;
