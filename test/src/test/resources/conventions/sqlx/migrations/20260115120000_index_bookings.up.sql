-- no-transaction
CREATE INDEX CONCURRENTLY booking_account ON booking (account_id);
