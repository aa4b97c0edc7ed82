-- +micrate Up
-- +micrate StatementBegin
CREATE FUNCTION last_repair(bike BIGINT) RETURNS BIGINT AS $$
BEGIN
  RETURN (SELECT max(id) FROM repairs WHERE bike_id = bike);
END;
$$ LANGUAGE plpgsql;
-- +micrate StatementEnd

-- +micrate Down
DROP FUNCTION last_repair(BIGINT);
