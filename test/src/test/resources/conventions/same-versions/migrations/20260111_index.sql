CREATE INDEX ON honey (hive_id);
