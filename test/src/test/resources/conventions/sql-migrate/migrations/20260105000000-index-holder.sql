-- +migrate Up notransaction
CREATE INDEX CONCURRENTLY ticket_holder ON ticket (holder);

-- +migrate Down notransaction
DROP INDEX CONCURRENTLY ticket_holder;
