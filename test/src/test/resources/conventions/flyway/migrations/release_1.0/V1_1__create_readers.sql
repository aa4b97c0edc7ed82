CREATE TABLE reader (
  id    integer PRIMARY KEY,
  name  text NOT NULL CHECK (name <> ''),
  email text
);
COMMENT ON COLUMN reader.email IS 'may be missing; it''s asked for at the first loan';
INSERT INTO reader VALUES (1, 'Jörg Müßig', 'joerg@example.org'), (2, 'Ana; Beatriz', NULL);
