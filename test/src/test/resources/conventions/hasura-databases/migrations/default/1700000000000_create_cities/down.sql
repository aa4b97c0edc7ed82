drop table cities;
