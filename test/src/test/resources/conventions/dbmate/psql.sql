create table boats (
  id serial primary key,
  name varchar(255) not null,
  length_m numeric(5,2)
);

create table berths (
  number text primary key,
  boat_id integer unique references boats (id) on delete set null
);

create type harbour_role as enum ('skipper', 'harbour master');
alter type harbour_role add value 'crew' after 'skipper';
create table crew (
  boat_id integer not null references boats,
  name text not null,
  role harbour_role not null default 'crew',
  primary key (boat_id, name)
);

create index concurrently boats_name on boats (name);

create function free_berths() returns setof berths language sql stable as $$
  select * from berths where boat_id is null; -- nobody is there
$$;
create view harbour as
  select b.number, o.name from berths b left join boats o on o.id = b.boat_id;

insert into boats (name, length_m) values ('Möwe', 7.5), ('Æolus', 11);
insert into berths values ('A1', 1), ('A2', null), ('B1', 2);

alter table boats add constraint length_positive check (length_m > 0) not valid;
alter table boats validate constraint length_positive;

alter table berths rename column number to place;
