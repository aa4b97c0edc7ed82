create or replace view "public"."big_clubs" as  SELECT id,
    name
   FROM public.clubs
  WHERE (size > 100);
