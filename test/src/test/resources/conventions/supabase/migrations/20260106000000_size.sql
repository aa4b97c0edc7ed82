alter table "public"."clubs" add column "size" integer not null default 0;

CREATE OR REPLACE FUNCTION public.count_members()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$begin update public.clubs set size = size + 1 where id = new.club_id; return new; end;$function$
;

CREATE TRIGGER count_members AFTER INSERT ON public.members FOR EACH ROW EXECUTE FUNCTION count_members();
