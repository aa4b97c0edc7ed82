alter table "public"."articles" add column "rating" integer
 null;
