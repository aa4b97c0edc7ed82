-- Up Migration
CREATE TYPE genre AS ENUM ('a cappella', 'Oper');
ALTER TABLE concerts ADD COLUMN genre genre;
-- Down Migration
ALTER TABLE concerts DROP COLUMN genre;
DROP TYPE genre;
