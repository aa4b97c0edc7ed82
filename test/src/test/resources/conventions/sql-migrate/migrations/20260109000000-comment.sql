-- +migrate Up
COMMENT ON FUNCTION sell(integer, text) IS 'sells one seat;
returns the number of the ticket';
-- +migrate Down
COMMENT ON FUNCTION sell(integer, text) IS NULL;
