-- +micrate Up
ALTER TABLE bikes ADD CONSTRAINT frame_check CHECK (frame <> '');
-- +micrate Down
ALTER TABLE bikes DROP CONSTRAINT frame_check;
