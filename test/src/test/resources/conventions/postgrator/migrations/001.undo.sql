DROP TABLE podcast;
