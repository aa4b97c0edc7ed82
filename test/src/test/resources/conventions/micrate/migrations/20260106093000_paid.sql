-- +micrate Up
ALTER TABLE repairs ADD COLUMN paid BOOLEAN NOT NULL DEFAULT false;
-- +micrate Down
ALTER TABLE repairs DROP COLUMN paid;
