insert into singers (name, voice) values ('Ødegård', 'Baß');
---- create above / drop below ----
delete from singers;
