CREATE FUNCTION check_loan_limit() RETURNS trigger
LANGUAGE plpgsql
AS $body$
DECLARE
  open_loans integer;
BEGIN
  SELECT count(*) INTO open_loans FROM loan WHERE reader_id = NEW.reader_id AND returned_on IS NULL;
  IF open_loans >= ${max_loans} THEN
    RAISE EXCEPTION 'reader % has % loans already', NEW.reader_id, open_loans; -- too many
  END IF;
  RETURN NEW;
END;
$body$;

CREATE TRIGGER loan_limit BEFORE INSERT ON loan FOR EACH ROW EXECUTE FUNCTION check_loan_limit();
