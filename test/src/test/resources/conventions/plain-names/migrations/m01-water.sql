CREATE TABLE garden.watering (bed_id integer REFERENCES garden.bed, litres numeric, at timestamptz);
