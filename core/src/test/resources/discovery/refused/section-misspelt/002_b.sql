CREATE TABLE b ();

  -- Migrate:Down
DROP TABLE b;
