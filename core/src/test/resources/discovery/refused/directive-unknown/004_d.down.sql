-- undo
-- tidemark: lock-timout=1s
SELECT 1;
