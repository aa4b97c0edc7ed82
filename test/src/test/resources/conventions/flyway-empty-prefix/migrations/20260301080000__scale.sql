CREATE PROCEDURE scale(recipe uuid, factor numeric) LANGUAGE plpgsql AS $$
BEGIN
  UPDATE ingredient SET grams = grams * factor WHERE recipe_id = recipe;
END $$;
