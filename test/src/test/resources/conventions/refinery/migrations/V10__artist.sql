ALTER TABLE album ADD COLUMN artist text;
