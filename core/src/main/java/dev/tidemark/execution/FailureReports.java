package dev.tidemark.execution;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.migration.Callback;
import dev.tidemark.migration.MigrationFailure;
import dev.tidemark.plan.PlannedCallback;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.Segment;
import dev.tidemark.sql.CopyData;
import dev.tidemark.sql.Redaction;
import dev.tidemark.sql.SqlStatement;

/**
 * Says why and where a step failed.
 */
public final class FailureReports {

	static final String ALL_ROLLED_BACK = "everything this migration did was rolled back";

	static final String UNKNOWN = "the connection was lost, so nobody knows whether COMMIT arrived; the next start sees in the history which way it went";

	/** Nothing else is asked for by name around a script. */
	private static final String OWN_TABLE = "the script has moved, renamed or dropped Tidemark's own table or its schema: let another tool than a migration do that, while no migrator runs, and tell the new place by tidemark.history.schema and tidemark.history.table; where a statement of it stays done, put the table back first";

	private final String label;

	private final String location;

	private final int statements;

	private final @Nullable String outsideTransaction;

	private final @Nullable Callback callback;

	/**
	 * Reports about a migration.
	 * @param step the migration
	 */
	public FailureReports(PlannedStep step) {
		this(step.migration().label(), step.location(), step.statementsTotal(), outsideTransaction(step), null);
	}

	private FailureReports(String label, String location, int statements, @Nullable String outsideTransaction,
			@Nullable Callback callback) {
		this.label = label;
		this.location = location;
		this.statements = statements;
		this.outsideTransaction = outsideTransaction;
		this.callback = callback;
	}

	/**
	 * Returns how many statements the script has.
	 * @return the number, with those done before
	 */
	public int statements() {
		return this.statements;
	}

	/**
	 * Reports about a callback of the whole run.
	 * @param planned the callback
	 * @return its reports
	 */
	public static FailureReports of(PlannedCallback planned) {
		return of(planned, planned.callback().name(),
				"the statement must run outside a transaction: write '-- tidemark: transactional=false' at the head of the script; then every statement of it runs alone");
	}

	/**
	 * Reports about a callback that belongs to a migration.
	 */
	static FailureReports within(PlannedCallback planned, String migration) {
		return of(planned, migration,
				"the statement must run outside a transaction, and this callback belongs to that of its migration: move it into a callback of the whole run, such as afterMigrate");
	}

	private static FailureReports of(PlannedCallback planned, String label, String outsideTransaction) {
		return new FailureReports(label, planned.location(), planned.statements().size(), outsideTransaction,
				planned.callback());
	}

	private static @Nullable String outsideTransaction(PlannedStep step) {
		if (step.isCode()) {
			return null;
		}
		if (!step.standsFor().isEmpty()) {
			return "the statement must run outside a transaction, and a snapshot is one transaction: write the snapshot again with the command 'snapshot', and keep what has to run outside in a migration";
		}
		if (step.segments().stream().anyMatch(Segment::block)) {
			return "the statement must run outside a transaction: move it out of the script's own BEGIN … COMMIT";
		}
		return "the statement must run outside a transaction: move it into a migration of its own, or write '-- tidemark: transactional=false' at the head of the script%s; then every statement of it runs alone"
			.formatted(Boolean.TRUE.equals(step.transactionAsked()) ? " in place of transactional=true" : "");
	}

	/**
	 * A statement of the script failed.
	 * @param statement the statement
	 * @param number the statement's number in the script, from 1
	 * @param ex what the driver threw
	 * @param outcome what was rolled back and what remains
	 * @return the failure
	 */
	public MigrationFailure atStatement(SqlStatement statement, int number, SQLException ex, String outcome) {
		ServerError error = ServerError.of(ex);
		return new MigrationFailure(this.label, this.location, line(statement, error), number, this.statements,
				statement.excerpt(), error.sqlState(), error.message(), error.detail(), hint(error), outcome,
				this.callback);
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
		return new MigrationFailure(this.label, this.location, asWritten ? line(statement, error) : statement.line(),
				number, this.statements, sent.excerpt(), error.sqlState(), error.message(), error.detail(),
				error.hint(), outcome, this.callback);
	}

	/**
	 * One of our own statements around the script failed.
	 * @param what the statement, for people
	 * @param ex what the driver threw
	 * @param outcome what was rolled back and what remains
	 * @return the failure
	 */
	public MigrationFailure around(String what, SQLException ex, String outcome) {
		ServerError error = ServerError.of(ex);
		return around(what, error, SqlStates.UNDEFINED_TABLE.equals(error.sqlState()) ? OWN_TABLE : hint(error),
				outcome);
	}

	private MigrationFailure around(String what, ServerError error, @Nullable String hint, String outcome) {
		return new MigrationFailure(this.label, this.location, 0, 0, this.statements, what, error.sqlState(),
				error.message(), error.detail(), hint, outcome, this.callback);
	}

	/**
	 * Returns what is true after a failure in or around COMMIT.
	 */
	static String outcomeAtCommit(SQLException ex, String otherwise) {
		return SqlStates.connectionLost(ex.getSQLState()) ? UNKNOWN : otherwise;
	}

	/**
	 * Java code threw.
	 * @param ex what it threw
	 * @param outcome what was rolled back and what remains
	 * @return the failure
	 */
	public MigrationFailure inJava(Exception ex, String outcome) {
		SQLException sqlException = sqlExceptionIn(ex);
		if (sqlException != null) {
			ServerError error = ServerError.of(sqlException);
			return around("Java code", error, hint(error), outcome);
		}
		return new MigrationFailure(this.label, this.location, 0, 0, 0, null, null, Redaction.ofMessage(ex.toString()),
				null, null, outcome, this.callback);
	}

	static @Nullable SQLException sqlExceptionIn(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sqlException) {
				return sqlException;
			}
		}
		return null;
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
		return (SqlStates.refusedInTransaction(error.sqlState()) && this.outsideTransaction != null)
				? this.outsideTransaction : error.hint();
	}

}
