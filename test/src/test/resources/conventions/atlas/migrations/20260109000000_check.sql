-- Modify "tickets" table
ALTER TABLE "tickets" ADD CONSTRAINT "title_not_empty" CHECK ((title)::text <> ''::text);
