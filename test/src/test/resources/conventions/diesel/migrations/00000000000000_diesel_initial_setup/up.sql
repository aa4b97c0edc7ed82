-- Helpers that every project of ours begins with.

CREATE OR REPLACE FUNCTION watch_changes(_tbl regclass) RETURNS VOID AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER stamp BEFORE UPDATE ON %s
                    FOR EACH ROW EXECUTE PROCEDURE stamp_row()', _tbl);
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION stamp_row() RETURNS trigger AS $$
BEGIN
    IF NEW IS DISTINCT FROM OLD THEN
        NEW.changed_at := current_timestamp;
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;
