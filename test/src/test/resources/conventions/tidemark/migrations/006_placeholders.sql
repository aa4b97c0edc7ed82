-- tidemark: placeholders=true, rerunnable=true
CREATE TABLE IF NOT EXISTS oven (kind text DEFAULT '${oven}');
-- migrate:down
DROP TABLE oven;
