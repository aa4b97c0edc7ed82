package dev.tidemark.plan;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Snapshot;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.sql.ScriptDirectives;
import dev.tidemark.sql.SessionStatements;
import dev.tidemark.sql.SessionTraces;
import dev.tidemark.sql.SqlStatement;

/**
 * One migration within a run, up or down.
 *
 * @param migration what is executed
 * @param direction which way
 * @param reason why
 * @param segments the statements that remain to be done; empty for Java
 * @param done the statements that an earlier attempt did
 * @param previous the newest row of the migration in the history, or {@code null}
 * @param standsFor the migrations that are recorded in its place, where it is a snapshot
 */
public record PlannedStep(Migration migration, Direction direction, StepReason reason, List<Segment> segments,
		List<SqlStatement> done, @Nullable AppliedMigration previous, List<Snapshot.Part> standsFor) {

	/** With more statements than these a reset costs nothing beside them. */
	private static final int MOST_LOOKED_AT = 50;

	/**
	 * Copies the lists.
	 */
	public PlannedStep {
		segments = List.copyOf(segments);
		done = List.copyOf(done);
		standsFor = List.copyOf(standsFor);
	}

	/**
	 * Plans a step that is recorded as what it is.
	 * @param migration what is executed
	 * @param direction which way
	 * @param reason why
	 * @param segments the statements that remain to be done; empty for Java
	 * @param done the statements that an earlier attempt did
	 * @param previous the newest row of the migration in the history, or {@code null}
	 */
	public PlannedStep(Migration migration, Direction direction, StepReason reason, List<Segment> segments,
			List<SqlStatement> done, @Nullable AppliedMigration previous) {
		this(migration, direction, reason, segments, done, previous, List.of());
	}

	/**
	 * Tells whether the step is the snapshot from which a database begins.
	 * @return whether others are recorded in its place
	 */
	public boolean isSnapshot() {
		return !this.standsFor.isEmpty();
	}

	/**
	 * Tells whether the step and its history row are one transaction.
	 * @return whether no statement runs outside a transaction, and no row of an attempt
	 * that did not end is to be taken up
	 */
	public boolean transactional() {
		return this.done.isEmpty() && !takesUpRunningRow() && this.segments.size() <= 1
				&& this.segments.stream().allMatch(Segment::recordsItself);
	}

	/**
	 * Tells whether the script begins and ends transactions itself, in what remains.
	 * @return whether it commits where it says so
	 */
	public boolean commitsItself() {
		return this.segments.stream()
			.anyMatch((segment) -> segment.block() || segment.kind() == SegmentKind.AUTOCOMMIT);
	}

	private boolean takesUpRunningRow() {
		return this.direction == Direction.UP && this.previous != null
				&& this.previous.state() == MigrationState.RUNNING;
	}

	/**
	 * Returns the same step with every statement outside a transaction.
	 * @return the step, which is not transactional
	 */
	public PlannedStep outsideTransaction() {
		List<Segment> alone = this.segments.stream()
			.flatMap((segment) -> segment.statements().stream())
			.map(Segment::alone)
			.toList();
		return new PlannedStep(this.migration, this.direction, this.reason, alone, this.done, this.previous,
				this.standsFor);
	}

	/**
	 * Returns how many statements an earlier attempt did.
	 * @return the number
	 */
	public int statementsDone() {
		return this.done.size();
	}

	/**
	 * Returns the statements that are done and have to be repeated, as what they set
	 * ended with their session.
	 * @return the statements in order
	 */
	public List<SqlStatement> settingsOfDone() {
		return SessionStatements.of(this.done);
	}

	/**
	 * Returns what goes on after a failure, for people.
	 * @return the next start, or the next rollback
	 */
	public String nextRun() {
		return (this.direction == Direction.UP) ? "the next start" : "the next rollback";
	}

	/**
	 * Returns what the history knows of an earlier attempt.
	 * @return its journal, or an empty one
	 */
	public StatementJournal journal() {
		return (this.previous != null) ? this.previous.journal() : StatementJournal.NONE;
	}

	/**
	 * Tells whether it is a Java migration.
	 * @return whether code runs instead of statements
	 */
	public boolean isCode() {
		return this.migration instanceof CodeMigration;
	}

	/**
	 * Returns how many statements the whole script has.
	 * @return the number, with those done before
	 */
	public int statementsTotal() {
		int remaining = this.segments.stream().mapToInt((segment) -> segment.statements().size()).sum();
		return isCode() ? 1 : this.done.size() + remaining;
	}

	/**
	 * Returns the script that is executed, for people.
	 * @return its location or the class name
	 */
	public String location() {
		SqlScript script = script();
		return (script != null) ? script.location() : MigrationCatalog.location(this.migration);
	}

	/**
	 * Returns what the history calls the script that is executed.
	 * @return its file or class name
	 */
	public String scriptName() {
		SqlScript script = script();
		return (this.direction == Direction.DOWN && script != null) ? script.fileName() : this.migration.script();
	}

	/**
	 * Returns the script that is executed.
	 * @return the script, or {@code null} for Java
	 */
	public @Nullable SqlScript script() {
		if (this.migration instanceof SqlMigration sql) {
			return (this.direction == Direction.UP) ? sql.up() : sql.down();
		}
		return null;
	}

	/**
	 * Returns the lock timeout that the script asks for.
	 * @return the timeout, or {@code null} for the default
	 */
	public @Nullable Duration lockTimeout() {
		return directives().lockTimeout();
	}

	/**
	 * Returns the statement timeout that the script asks for.
	 * @return the timeout, or {@code null} for the default
	 */
	public @Nullable Duration statementTimeout() {
		return directives().statementTimeout();
	}

	/**
	 * Tells whether the script asks for a transaction or forbids one.
	 * @return what it asks for, or {@code null} where it leaves that to us
	 */
	public @Nullable Boolean transactionAsked() {
		return directives().transactional();
	}

	/**
	 * Tells whether the script says that its statements may be repeated.
	 * @return whether it has the directive
	 */
	public boolean rerunnable() {
		return directives().rerunnable();
	}

	/**
	 * Tells whether the step is one transaction of few statements that surely leave
	 * nothing behind in their session.
	 * @return whether the session needs no reset after it
	 */
	public boolean traceless() {
		return !isCode() && transactional() && statementsTotal() <= MOST_LOOKED_AT
				&& this.segments.stream()
					.flatMap((segment) -> segment.statements().stream())
					.allMatch(SessionTraces::none);
	}

	private ScriptDirectives directives() {
		SqlScript script = script();
		return (script != null) ? script.directives() : ScriptDirectives.NONE;
	}

}
