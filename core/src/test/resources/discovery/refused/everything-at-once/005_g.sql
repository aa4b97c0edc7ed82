-- tidemark: stre=false
SELECT 1;
