-- +micrate Up
COMMENT ON VIEW unpaid IS 'who has to be reminded';
-- +micrate Down
COMMENT ON VIEW unpaid IS NULL;
