CREATE INDEX CONCURRENTLY loan_open ON loan (reader_id) WHERE returned_on IS NULL;
