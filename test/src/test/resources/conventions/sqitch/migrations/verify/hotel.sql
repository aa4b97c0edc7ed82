-- Verify hotel:hotel on pg

DO $$
BEGIN
  ASSERT (SELECT has_schema_privilege('hotel', 'usage'));
END $$;
