SELECT 1;

-- migrate:down
-- tidemark: irreversibel=yes
SELECT 2;
