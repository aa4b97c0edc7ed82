CREATE TABLE trip (
  vehicle_id integer REFERENCES vehicle,
  driver_id  integer REFERENCES driver,
  began_at   timestamptz NOT NULL,
  PRIMARY KEY (vehicle_id, began_at)
);
