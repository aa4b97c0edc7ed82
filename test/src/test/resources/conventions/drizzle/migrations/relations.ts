export const coursesRelations = relations(courses, ({ many }) => ({ enrolments: many(enrolments) }));
