BEGIN;

CREATE TYPE parcel_state AS ENUM ('accepted', 'on_the_way', 'delivered');

CREATE TABLE parcel (
  id       bigserial PRIMARY KEY,
  depot_id integer NOT NULL REFERENCES depot (id),
  state    parcel_state NOT NULL DEFAULT 'accepted',
  grams    integer NOT NULL
);

COMMIT;
