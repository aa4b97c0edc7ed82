CREATE FUNCTION merge(a integer, b integer) RETURNS void LANGUAGE sql AS 'UPDATE honey SET hive_id = a WHERE hive_id = b';
