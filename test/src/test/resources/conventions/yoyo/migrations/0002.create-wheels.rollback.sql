DROP TABLE wheel;
