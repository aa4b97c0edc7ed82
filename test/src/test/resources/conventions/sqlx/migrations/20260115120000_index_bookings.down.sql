-- no-transaction
DROP INDEX CONCURRENTLY booking_account;
