CREATE TABLE reading (
  station_id integer NOT NULL REFERENCES station,
  taken_at   timestamptz NOT NULL,
  level      numeric(6, 2) NOT NULL,
  PRIMARY KEY (station_id, taken_at)
) PARTITION BY RANGE (taken_at);
CREATE TABLE reading_2026 PARTITION OF reading FOR VALUES FROM ('2026-01-01+00') TO ('2027-01-01+00');
