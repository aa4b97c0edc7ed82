-- Create "open_tickets" function
CREATE FUNCTION "open_tickets" () RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM tickets WHERE status = 'open'; $$;
