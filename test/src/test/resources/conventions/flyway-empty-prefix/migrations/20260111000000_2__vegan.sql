CREATE VIEW vegan_recipe AS SELECT * FROM recipe WHERE 'vegan' = ANY (tags);
