DROP TRIGGER "set_public_articles_updated_at" ON "public"."articles";
