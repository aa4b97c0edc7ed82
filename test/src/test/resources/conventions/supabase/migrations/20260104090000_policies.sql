create policy "Members see their own rows"
on "public"."members"
as permissive
for select
to public
using ((user_id = (current_setting('request.jwt.sub', true))::uuid));
