drop index cities_name;
