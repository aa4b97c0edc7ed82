package dev.tidemark.execution;

import java.util.List;

import dev.tidemark.event.StepDescription;
import dev.tidemark.plan.PlannedCallback;
import dev.tidemark.sql.SqlStatement;

/**
 * Statements of one script within a transaction.
 *
 * @param description the script, for listeners
 * @param statements the statements in order
 * @param first the number of the first of them in its script, from 1
 * @param reports says why one of them failed
 */
record ScriptPart(StepDescription description, List<SqlStatement> statements, int first, FailureReports reports) {

	/**
	 * Returns a callback as a part of the transaction of its migration.
	 */
	static ScriptPart of(PlannedCallback planned, StepDescription step) {
		return new ScriptPart(CallbackRun.describe(planned, step.number(), step.total()), planned.statements(), 1,
				FailureReports.within(planned, step.label()));
	}

}
