-- migrate:up
create table boats (
  id serial primary key,
  name varchar(255) not null,
  length_m numeric(5,2)
);

-- migrate:down
drop table boats;
