CREATE OR REPLACE FUNCTION public.distance(a integer, b integer)
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$ select km from routes where from_id = a and to_id = b; $function$;
