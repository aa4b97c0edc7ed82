drop function public.distance(integer, integer);
