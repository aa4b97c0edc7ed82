-- Add down migration script here
DROP TRIGGER keep_balance ON booking;
DROP FUNCTION keep_balance();
