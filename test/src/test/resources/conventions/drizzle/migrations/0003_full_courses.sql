CREATE VIEW "public"."full_courses" AS (select "id" from "courses" where "seats" = 0);--> statement-breakpoint
CREATE FUNCTION enrol(course integer, who text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO enrolments VALUES (course, who);
	UPDATE courses SET seats = seats - 1 WHERE id = course;
END;
$$;
