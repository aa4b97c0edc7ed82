CREATE TABLE beds (id SERIAL PRIMARY KEY, square_metres REAL NOT NULL);
CREATE TABLE bed_plants (
  bed_id INTEGER REFERENCES beds ON DELETE CASCADE,
  plant_id INTEGER REFERENCES plants,
  PRIMARY KEY (bed_id, plant_id)
);
