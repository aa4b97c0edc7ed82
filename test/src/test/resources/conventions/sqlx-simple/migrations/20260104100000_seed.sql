insert into hall values (1, 120), (2, 48);
insert into film (title, year) values ('Das Fräulein', 1954);
