-- // colour check
ALTER TABLE line ADD CHECK (colour ~ '^#[0-9a-f]{6}$');

-- //@UNDO
ALTER TABLE line DROP CONSTRAINT line_colour_check;
