CREATE VIEW "todays_dishes" AS (select "name" from "dishes" join "menus" on "id" = "menu_id" where "served_on" = current_date);
