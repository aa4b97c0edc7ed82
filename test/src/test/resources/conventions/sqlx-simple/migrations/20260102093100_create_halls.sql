create table hall (
  id    smallint primary key,
  seats smallint not null check (seats between 1 and 2000)
);
