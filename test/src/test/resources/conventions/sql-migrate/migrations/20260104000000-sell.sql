-- +migrate Up
-- +migrate StatementBegin
CREATE FUNCTION sell(wanted integer, who text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  sold bigint;
BEGIN
  UPDATE event SET seats = seats - 1 WHERE id = wanted;
  INSERT INTO ticket (event_id, holder) VALUES (wanted, who) RETURNING id INTO sold;
  RETURN sold;
END;
$$;
-- +migrate StatementEnd

-- +migrate Down
DROP FUNCTION sell;
