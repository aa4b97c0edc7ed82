create index cities_name on cities (name);
