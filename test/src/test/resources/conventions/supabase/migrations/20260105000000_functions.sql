set check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.join_club(club bigint, who uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into public.members (club_id, user_id) values (club, who)
  on conflict do nothing;
end;
$function$
;
