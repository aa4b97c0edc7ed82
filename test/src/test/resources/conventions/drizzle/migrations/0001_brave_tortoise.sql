ALTER TABLE "courses" ADD COLUMN "seats" integer;--> statement-breakpoint
CREATE INDEX "enrolments_student_idx" ON "enrolments" USING btree ("student");
