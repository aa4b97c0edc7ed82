create table routes (
  from_id integer references cities,
  to_id integer references cities,
  km integer not null,
  primary key (from_id, to_id)
);
