CREATE OR REPLACE VIEW short_recipe AS SELECT id, name FROM recipe WHERE minutes <= 15;
