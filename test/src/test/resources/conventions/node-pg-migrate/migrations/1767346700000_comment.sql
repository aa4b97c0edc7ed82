-- Up Migration
COMMENT ON TABLE concerts IS 'past; and to come';
-- Down Migration
COMMENT ON TABLE concerts IS NULL;
