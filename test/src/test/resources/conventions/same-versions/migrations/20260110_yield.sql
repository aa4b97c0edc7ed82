CREATE VIEW yield AS SELECT hive_id, sum(kilograms) FROM honey GROUP BY 1;
