CREATE OR REPLACE VIEW drivers_of_today AS
SELECT DISTINCT d.* FROM driver d JOIN trip t ON t.driver_id = d.id WHERE t.began_at >= current_date;
