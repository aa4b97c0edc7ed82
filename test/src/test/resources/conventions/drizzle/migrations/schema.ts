export const courses = pgTable('courses', { id: serial().primaryKey() });
