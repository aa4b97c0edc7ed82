package dev.tidemark.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import org.springframework.dao.DataAccessException;

import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.StepDescription;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.jdbc.StatementException;
import dev.tidemark.migration.MigrationFailure;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.sql.AfterCrash;
import dev.tidemark.sql.SqlStatement;

/**
 * A statement that runs alone, outside a transaction: what is left of an earlier attempt
 * is taken away first, and the history says that it is running before it is sent.
 */
final class LoneStatement {

	private final RunContext context;

	private final PlannedStep step;

	private final StepDescription description;

	private final LoneSender sender;

	private final FailureReports reports;

	private final StepJournal journal;

	private final SqlStatement statement;

	private final Recovery recovery;

	private boolean sent;

	LoneStatement(RunContext context, PlannedStep step, StepDescription description, StepTransaction transaction,
			StepJournal journal, SqlStatement statement) {
		this.context = context;
		this.step = step;
		this.description = description;
		this.sender = new LoneSender(context, transaction, statement);
		this.reports = new FailureReports(step);
		this.journal = journal;
		this.statement = statement;
		this.recovery = Recovery.of(statement, context, description);
	}

	void execute() throws StepException {
		try {
			List<String> left = this.recovery.before(this.journal.began(this.statement));
			while (!left.isEmpty()) {
				for (String sql : left) {
					send(sql);
				}
				left = this.recovery.afterwards();
			}
		}
		catch (SQLException ex) {
			throw failed(this.statement.text(), this.statement.text(), ex);
		}
		catch (DataAccessException ex) {
			SQLException cause = FailureReports.sqlExceptionIn(ex);
			throw failed(this.statement.text(), this.statement.text(), (cause != null) ? cause : new SQLException(ex));
		}
	}

	private void send(String sql) throws StepException {
		// outside of a transaction nothing is held while a single statement waits: no
		// budget
		new LockTimeoutRetry(this.context, this.description, Duration.ZERO).run(() -> attempt(sql));
	}

	private void attempt(String sql) throws StepException {
		String marked = this.context.sessionSettings().alone(sql);
		try {
			this.journal.before(this.statement);
			this.context.events()
				.publish(new StatementStarted(this.context.database(), this.description, this.journal.done() + 1,
						this.step.statementsTotal(), this.statement.line(), this.sender.at(sql).excerpt()));
			this.sender.bound(sql);
			this.sent = true;
			this.sender.send(marked);
		}
		catch (StatementException ex) {
			throw failed(sql, marked, ex.sqlException());
		}
		catch (SQLException ex) {
			throw failed(sql, marked, ex);
		}
	}

	private StepException failed(String sql, String marked, SQLException ex) {
		boolean retry = (this.step.rerunnable() || this.sender.repeatable(sql))
				&& SqlStates.worthRetrying(ex.getSQLState());
		boolean leftNothing = this.recovery.leftNothing(ex)
				|| (retry && AfterCrash.of(this.statement) == AfterCrash.UNKNOWN);
		SQLException cause = ex;
		if (leftNothing) {
			try {
				this.journal.forget();
			}
			catch (SQLException unnoted) {
				cause.addSuppressed(unnoted);
			}
		}
		MigrationFailure failure = this.reports.alone(this.statement, this.sender.at(marked), this.journal.done() + 1,
				ex, outcome(ex));
		return new StepException(failure, retry, ex);
	}

	private String outcome(SQLException ex) {
		String done = NonTransactionalStep.outcome(this.step, this.journal.done());
		if (!this.sent) {
			return done;
		}
		String left = SqlStates.connectionLost(ex.getSQLState())
				? this.recovery.whenInterrupted().replace("the next start", this.step.nextRun())
				: this.recovery.whenFailed();
		return "%s; the failing one runs outside a transaction: %s".formatted(done, left);
	}

}
