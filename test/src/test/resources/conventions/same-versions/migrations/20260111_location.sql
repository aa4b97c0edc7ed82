ALTER TABLE hive ADD COLUMN location point;
