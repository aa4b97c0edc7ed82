insert into singers (id, name, voice) values (1, 'Ødegård', 'Baß');
---- create above / drop below ----
delete from singers;
