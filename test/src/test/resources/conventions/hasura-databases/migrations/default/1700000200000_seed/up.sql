insert into cities (name) values ('Graz'), ('Győr');
insert into routes values (1, 2, 190);
