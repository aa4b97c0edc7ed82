package dev.tidemark.execution;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.migration.MigrationFailure;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.Segment;
import dev.tidemark.sql.CopyData;
import dev.tidemark.sql.Redaction;
import dev.tidemark.sql.SqlStatement;

/**
 * Says why and where a step failed.
 */
final class FailureReports {

	static final String ALL_ROLLED_BACK = "everything this migration did was rolled back";

	private static final String UNKNOWN = "the connection was lost, so nobody knows whether COMMIT arrived; the next start sees in the history which way it went";

	/** Nothing else is asked for by name around a script. */
	private static final String OWN_TABLE = "the script has moved, renamed or dropped Tidemark's own table or its schema: let another tool than a migration do that, while no migrator runs, and tell the new place by tidemark.history.schema and tidemark.history.table; where a statement of it stays done, put the table back first";

	private final PlannedStep step;

	FailureReports(PlannedStep step) {
		this.step = step;
	}

	/**
	 * A statement of the script failed.
	 * @param number the statement's number in the script, from 1
	 */
	MigrationFailure atStatement(SqlStatement statement, int number, SQLException ex, String outcome) {
		ServerError error = ServerError.of(ex);
		return new MigrationFailure(label(), this.step.location(), line(statement, error), number,
				this.step.statementsTotal(), statement.excerpt(), error.sqlState(), error.message(), error.detail(),
				hint(error), outcome);
	}

	/**
	 * A statement that runs outside a transaction failed.
	 * @param statement the statement of the script
	 * @param sent the one that was sent for it
	 * @param number the statement's number in the script, from 1
	 */
	MigrationFailure alone(SqlStatement statement, SqlStatement sent, int number, SQLException ex, String outcome) {
		ServerError error = ServerError.of(ex);
		boolean asWritten = sent.text().equals(statement.text());
		return new MigrationFailure(label(), this.step.location(),
				asWritten ? line(statement, error) : statement.line(), number, this.step.statementsTotal(),
				sent.excerpt(), error.sqlState(), error.message(), error.detail(), error.hint(), outcome);
	}

	/**
	 * One of our own statements around the script failed.
	 */
	MigrationFailure around(String what, SQLException ex, String outcome) {
		ServerError error = ServerError.of(ex);
		return around(what, error, SqlStates.UNDEFINED_TABLE.equals(error.sqlState()) ? OWN_TABLE : hint(error),
				outcome);
	}

	private MigrationFailure around(String what, ServerError error, @Nullable String hint, String outcome) {
		return new MigrationFailure(label(), this.step.location(), 0, 0, this.step.statementsTotal(), what,
				error.sqlState(), error.message(), error.detail(), hint, outcome);
	}

	/**
	 * Returns what is true after a failure in or around COMMIT.
	 */
	static String outcomeAtCommit(SQLException ex, String otherwise) {
		return SqlStates.connectionLost(ex.getSQLState()) ? UNKNOWN : otherwise;
	}

	/**
	 * Java code threw.
	 */
	MigrationFailure inJava(Exception ex, String outcome) {
		SQLException sqlException = sqlExceptionIn(ex);
		if (sqlException != null) {
			ServerError error = ServerError.of(sqlException);
			return around("Java code", error, hint(error), outcome);
		}
		return new MigrationFailure(label(), this.step.location(), 0, 0, 0, null, null,
				Redaction.ofMessage(ex.toString()), null, null, outcome);
	}

	static @Nullable SQLException sqlExceptionIn(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sqlException) {
				return sqlException;
			}
		}
		return null;
	}

	private String label() {
		return this.step.migration().label();
	}

	private static int line(SqlStatement statement, ServerError error) {
		CopyData data = statement.data();
		return (data != null && error.dataLine() > 0) ? data.line() + error.dataLine() - 1
				: line(statement, error.position());
	}

	private static int line(SqlStatement statement, int position) {
		if (position <= 0) {
			return statement.line();
		}
		// the server counts characters, of which some are two in Java
		String text = statement.text();
		int characters = Math.min(position - 1, text.codePointCount(0, text.length()));
		String before = text.substring(0, text.offsetByCodePoints(0, characters));
		return statement.line() + (int) before.chars().filter((c) -> c == '\n').count();
	}

	private @Nullable String hint(ServerError error) {
		if (!SqlStates.refusedInTransaction(error.sqlState()) || this.step.isCode()) {
			return error.hint();
		}
		if (this.step.segments().stream().anyMatch(Segment::block)) {
			return "the statement must run outside a transaction: move it out of the script's own BEGIN … COMMIT";
		}
		return "the statement must run outside a transaction: move it into a migration of its own, or write '-- tidemark: transactional=false' at the head of the script%s; then every statement of it runs alone"
			.formatted(Boolean.TRUE.equals(this.step.transactionAsked()) ? " in place of transactional=true" : "");
	}

}
