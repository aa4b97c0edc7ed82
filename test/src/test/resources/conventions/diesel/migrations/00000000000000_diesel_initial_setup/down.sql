DROP FUNCTION IF EXISTS watch_changes(_tbl regclass);
DROP FUNCTION IF EXISTS stamp_row();
