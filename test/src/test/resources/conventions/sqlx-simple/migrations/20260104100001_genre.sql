create domain genre as text check (value ~ '^[[:lower:]]+$');
alter table film add column genre genre;
