ALTER TABLE team ADD COLUMN stadium text;
