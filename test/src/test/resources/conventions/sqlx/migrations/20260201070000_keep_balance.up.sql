-- Add up migration script here
CREATE FUNCTION keep_balance() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
  UPDATE account SET balance = balance + NEW.amount WHERE id = NEW.account_id;
  RETURN NULL;
END
$fn$;

CREATE TRIGGER keep_balance AFTER INSERT ON booking
  FOR EACH ROW EXECUTE FUNCTION keep_balance();
