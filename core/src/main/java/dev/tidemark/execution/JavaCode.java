package dev.tidemark.execution;

import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.PlannedStep;

/**
 * Calls the code of a Java migration within an open transaction.
 */
public final class JavaCode {

	private JavaCode() {
	}

	/**
	 * Calls the code.
	 * @param step a step whose migration is in Java
	 * @param session the session, whose transaction the code may not end
	 * @throws Exception whatever the code throws
	 */
	public static void call(PlannedStep step, Session session) throws Exception {
		CodeMigration migration = (CodeMigration) step.migration();
		GuardedContext guarded = new GuardedContext(session.connection());
		if (step.direction() == Direction.UP) {
			migration.code().up(guarded);
		}
		else {
			migration.code().down(guarded);
		}
	}

}
