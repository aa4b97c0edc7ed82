delete from routes;
delete from cities;
