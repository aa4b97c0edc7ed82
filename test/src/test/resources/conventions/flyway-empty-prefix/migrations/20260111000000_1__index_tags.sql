CREATE INDEX recipe_tags ON recipe USING gin (tags);
