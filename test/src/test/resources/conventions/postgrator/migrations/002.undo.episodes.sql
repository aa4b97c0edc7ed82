DROP TABLE episode;
