DROP TABLE obsolete;
