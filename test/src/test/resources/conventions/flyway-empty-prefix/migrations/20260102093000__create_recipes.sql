CREATE TABLE recipe (
  id      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name    text NOT NULL,
  minutes smallint CHECK (minutes > 0)
);
