DROP TABLE cheese;
