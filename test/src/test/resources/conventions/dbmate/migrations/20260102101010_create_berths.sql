-- Liegeplätze

-- migrate:up
create table berths (
  number text primary key,
  boat_id integer unique references boats (id) on delete set null
);

-- migrate:down

drop table if exists berths;
