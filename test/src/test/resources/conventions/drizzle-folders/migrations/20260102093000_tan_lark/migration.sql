CREATE TABLE "menus" (
	"id" serial PRIMARY KEY,
	"served_on" date NOT NULL UNIQUE
);
--> statement-breakpoint
CREATE TABLE "dishes" (
	"menu_id" integer NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "dishes" ADD CONSTRAINT "dishes_menu_id_menus_id_fkey" FOREIGN KEY ("menu_id") REFERENCES "menus"("id");
