-- migrate:up transaction:false
create type harbour_role as enum ('skipper', 'harbour master');
alter type harbour_role add value 'crew' after 'skipper';
create table crew (
  boat_id integer not null references boats,
  name text not null,
  role harbour_role not null default 'crew',
  primary key (boat_id, name)
);

-- migrate:down transaction:false
drop table crew;
drop type harbour_role;
