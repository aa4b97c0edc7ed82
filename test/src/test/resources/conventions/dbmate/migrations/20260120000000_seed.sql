-- migrate:up
insert into boats (name, length_m) values ('Möwe', 7.5), ('Æolus', 11);
insert into berths values ('A1', 1), ('A2', null), ('B1', 2);

-- migrate:down
delete from berths;
delete from boats;
