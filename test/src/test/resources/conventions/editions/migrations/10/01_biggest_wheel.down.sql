DROP VIEW rye_mill;
DROP FUNCTION biggest_wheel(integer);
