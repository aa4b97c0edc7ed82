-- migrate:up
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Only where the server has it and has loaded its library: without the library CREATE EXTENSION ends the session.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb')
     AND current_setting('timescaledb.disable_load', true) IS NOT NULL THEN
    CREATE EXTENSION IF NOT EXISTS timescaledb;
  END IF;
END
$$;

-- migrate:down
-- Without CASCADE: what others have built on an extension keeps it, and says so.
DROP EXTENSION IF EXISTS timescaledb;
DROP EXTENSION IF EXISTS pg_trgm;
