insert into public.clubs (name) values ('never by a migration');
