-- tidemark: transactional=no
SELECT 1;
