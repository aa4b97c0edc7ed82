package dev.tidemark.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import dev.tidemark.jdbc.StatementException;
import dev.tidemark.sql.DetachStatement;
import dev.tidemark.sql.SessionStatements;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.TransactionRules;

/**
 * Sends a statement that runs alone, outside a transaction.
 *
 * @param context the run
 * @param transaction bounds what runs
 * @param statement the statement of the script, for which others may be sent
 */
record LoneSender(RunContext context, StepTransaction transaction, SqlStatement statement) {

	/** What may have committed a part of its work before it failed. */
	private static final Pattern MAY_COMMIT = Pattern.compile("(?i)(CALL|DO|SELECT|WITH)\\b");

	/**
	 * Bounds what is sent next. What waits for older transactions by design is not
	 * bounded: it would fail again and again.
	 */
	void bound(String sql) throws SQLException {
		if (!this.context.sessionSettings().sessionIsOurs()) {
			return;
		}
		boolean waits = waits(sql);
		Duration lockTimeout = waits ? Duration.ZERO : this.transaction.lockTimeout();
		Duration statementTimeout = waits ? Duration.ZERO : this.transaction.statementTimeout();
		this.context.session()
			.execute("SET lock_timeout = '%dms'; SET statement_timeout = '%dms'".formatted(lockTimeout.toMillis(),
					statementTimeout.toMillis()));
	}

	/**
	 * DISCARD ALL would release the migration lock too: all but that is done in its
	 * place.
	 */
	void send(String marked) throws SQLException, StatementException {
		if (SessionStatements.discardsAll(this.statement)) {
			this.context.sessionSettings().reset(this.context.session());
		}
		else {
			this.context.session().executeAll(List.of(this.statement.withText(marked)), (index) -> {
			});
		}
	}

	/**
	 * A concurrent build that failed may have left an invalid index, and a procedure may
	 * have committed a part.
	 */
	boolean repeatable(String sql) {
		return !waits(sql) && !MAY_COMMIT.matcher(sql).lookingAt();
	}

	private boolean waits(String sql) {
		return TransactionRules.waitsByDesign(at(sql))
				|| DetachStatement.parse(at(sql)).filter(DetachStatement::finalizes).isPresent();
	}

	/**
	 * Returns what is sent for the statement, at its place in the script.
	 */
	SqlStatement at(String sql) {
		return new SqlStatement(sql, this.statement.line(), this.statement.column());
	}

}
