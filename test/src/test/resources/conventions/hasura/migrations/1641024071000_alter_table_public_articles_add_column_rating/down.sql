alter table "public"."articles" drop column "rating";
