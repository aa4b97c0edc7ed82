CREATE TABLE ingredient (
  recipe_id uuid REFERENCES recipe,
  position  smallint,
  what      text NOT NULL,
  grams     numeric,
  PRIMARY KEY (recipe_id, position)
);
