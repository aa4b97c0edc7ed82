SET lock_timeout = '5s';
CREATE TABLE IF NOT EXISTS release_log (at_event text PRIMARY KEY, happened integer NOT NULL DEFAULT 1);
INSERT INTO release_log VALUES ('beforeMigrate') ON CONFLICT (at_event) DO NOTHING;
