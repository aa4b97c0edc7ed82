ALTER TABLE hive ADD COLUMN queen text;
