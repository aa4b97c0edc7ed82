-- Create "comments" table
CREATE TABLE "comments" ("ticket_id" bigint NOT NULL, "body" text NOT NULL, CONSTRAINT "comments_ticket_fk" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
