create table screening (
  film_id integer references film,
  hall_id smallint references hall,
  during  tstzrange not null,
  primary key (film_id, hall_id, during)
);
