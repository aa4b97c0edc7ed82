DROP TABLE bed_plants, beds;
