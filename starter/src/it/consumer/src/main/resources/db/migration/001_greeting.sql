CREATE TABLE greeting (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  text text NOT NULL
);

INSERT INTO greeting (text) VALUES ('Hello');
