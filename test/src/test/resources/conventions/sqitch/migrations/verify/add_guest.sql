-- Verify hotel:add_guest on pg

BEGIN;

SELECT has_function_privilege('hotel.add_guest(text)', 'execute');

ROLLBACK;
