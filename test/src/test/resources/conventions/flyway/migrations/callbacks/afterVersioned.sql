CREATE OR REPLACE VIEW readers_with_mail AS SELECT * FROM reader WHERE email IS NOT NULL;
