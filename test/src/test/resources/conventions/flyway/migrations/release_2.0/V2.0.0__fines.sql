CREATE TABLE fine (
  loan_id bigint PRIMARY KEY REFERENCES loan,
  cents   integer NOT NULL CHECK (cents > 0)
);
