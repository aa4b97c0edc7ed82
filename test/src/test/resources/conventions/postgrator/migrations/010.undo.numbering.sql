DROP FUNCTION next_number(integer);
