-- Up Migration
ALTER TABLE concerts ADD CONSTRAINT place_check CHECK (place <> '');

-- Down Migration
ALTER TABLE concerts DROP CONSTRAINT place_check;
