insert into clubs (name) values ('Schützenverein');
select join_club(1, '00000000-0000-0000-0000-000000000007');
update members set joined_at = '2026-01-07 00:00:00+00';
