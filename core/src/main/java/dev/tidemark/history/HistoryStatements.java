package dev.tidemark.history;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.sql.SqlQuote;

/**
 * The SQL that writes the history, as text, so that it can travel with a migration's own
 * statements in one round trip.
 */
public final class HistoryStatements {

	private static final String SINCE_TRANSACTION_BEGAN = "(extract(epoch FROM pg_catalog.clock_timestamp() - pg_catalog.now()) * 1000)::bigint";

	private final HistoryTable table;

	private final String qualified;

	private final LongFunction<String> row;

	private final @Nullable HistoryEcho echo;

	/**
	 * Creates the statements for a table.
	 * @param table the table
	 */
	public HistoryStatements(HistoryTable table) {
		this(table, table.qualified(), Long::toString, null);
	}

	private HistoryStatements(HistoryTable table, String qualified, LongFunction<String> row,
			@Nullable HistoryEcho echo) {
		this.table = table;
		this.qualified = qualified;
		this.row = row;
		this.echo = echo;
	}

	/**
	 * Returns statements that write into another table too.
	 * @param other what is written there
	 * @return a copy
	 */
	public HistoryStatements echoing(HistoryEcho other) {
		return new HistoryStatements(this.table, this.qualified, this.row, other);
	}

	private String echo(List<HistoryRow> rows, MigrationState state) {
		return (this.echo != null) ? "WITH echo AS (" + this.echo.of(rows, state) + ") " : "";
	}

	/**
	 * Creates the statements for a table that is known only when they run, as by a
	 * variable of psql; so is the row that they update.
	 * @param table what is known of the table
	 * @param qualified stands for its name in SQL
	 * @param row stands for the id of the row in SQL, whatever row is given
	 * @return the statements
	 */
	public static HistoryStatements ofVariables(HistoryTable table, String qualified, String row) {
		return new HistoryStatements(table, qualified, (id) -> row, null);
	}

	/**
	 * Returns the statements that create the table.
	 * @param createSchema whether the schema may be missing
	 * @return the statements, to be run in one transaction
	 */
	public String create(boolean createSchema) {
		return (createSchema ? createSchema() : "") + """
				CREATE TABLE %1$s (
				  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
				  version text,
				  name text NOT NULL,
				  script text NOT NULL,
				  kind text NOT NULL CHECK (kind IN (%2$s)),
				  checksum text,
				  state text NOT NULL CHECK (state IN (%3$s)),
				  statements_done integer NOT NULL,
				  statements_total integer NOT NULL,
				  applied_at timestamptz NOT NULL,
				  execution_ms bigint NOT NULL,
				  applied_by text NOT NULL,
				  applied_from text NOT NULL,
				  error text,
				  up_script text,
				  down_script text,
				  running_statement text,
				  done_checksum text
				);
				CREATE UNIQUE INDEX %4$s ON %1$s (version) WHERE state IN ('running', 'applied');
				COMMENT ON TABLE %1$s IS '%5$s';
				""".formatted(this.qualified,
				words(List.of(MigrationKind.values()).stream().map(MigrationKind::word).toList()),
				words(List.of(MigrationState.RUNNING, MigrationState.APPLIED, MigrationState.FAILED,
						MigrationState.ROLLED_BACK)
					.stream()
					.map(MigrationState::word)
					.toList()),
				indexName(), comment());
	}

	static String comment() {
		return "Tidemark history, format " + HistoryTable.FORMAT;
	}

	/**
	 * Returns the statement that creates the schema where it is missing. IF NOT EXISTS
	 * alone asks for the right to create schemas even where the schema is there.
	 * @return the statement
	 */
	public String createSchema() {
		String schema = SqlQuote.identifier(this.table.schema());
		return """
				DO $tidemark$ BEGIN
				  IF pg_catalog.to_regnamespace(%s) IS NULL THEN
				    CREATE SCHEMA IF NOT EXISTS %s;
				  END IF;
				END $tidemark$;
				""".formatted(SqlQuote.literal(schema), schema);
	}

	private String indexName() {
		return SqlQuote.identifier(SqlQuote.suffixed(this.table.name(), "_one_per_version"));
	}

	private static String words(List<String> words) {
		return words.stream().map(SqlQuote::literal).collect(Collectors.joining(", "));
	}

	/**
	 * Records a migration that was applied in the current transaction.
	 * @param row what is recorded
	 * @return the statement
	 */
	public String insertApplied(HistoryRow row) {
		return echo(List.of(row), MigrationState.APPLIED)
				+ insert(row, MigrationState.APPLIED, row.statementsTotal(), SINCE_TRANSACTION_BEGAN, null);
	}

	/**
	 * Records migrations that were applied together in the current transaction; each has
	 * taken an equal share of its time.
	 * @param rows what is recorded, in order
	 * @return the statement
	 */
	public String insertApplied(List<HistoryRow> rows) {
		String share = SINCE_TRANSACTION_BEGAN + " / " + rows.size();
		return echo(rows, MigrationState.APPLIED) + rows.stream()
			.map((row) -> "(" + values(row, MigrationState.APPLIED, row.statementsTotal(), share, null) + ")")
			.collect(Collectors.joining(", ", into() + " VALUES ", ""));
	}

	/**
	 * Records migrations that were applied before there was a history.
	 * @param rows what is recorded, in order, at least one
	 * @return the statement
	 */
	public String insertEarlier(List<EarlierRow> rows) {
		return rows.stream()
			.map((row) -> "(" + earlier(row) + ")")
			.collect(Collectors.joining(", ", into() + " VALUES ", ""));
	}

	private static String earlier(EarlierRow earlier) {
		HistoryRow row = earlier.row();
		String appliedAt = (earlier.appliedAt() != null)
				? literal(earlier.appliedAt().toString()) + "::pg_catalog.timestamptz" : "pg_catalog.clock_timestamp()";
		String appliedBy = (earlier.appliedBy() != null) ? literal(earlier.appliedBy()) : "current_user";
		return values(row, new Progress(MigrationState.APPLIED, row.statementsTotal(), appliedAt,
				Long.toString(earlier.executionMs()), appliedBy), null, literal(row.upScript()));
	}

	/**
	 * Records a migration that begins and commits step by step.
	 * @param row what is recorded
	 * @return the statement, which returns the row's id
	 */
	public String insertRunning(HistoryRow row) {
		return insert(row, MigrationState.RUNNING, 0, "0", null) + " RETURNING id";
	}

	/**
	 * Finds the row of a migration that has just begun.
	 * @param row what was recorded
	 * @return the query, which returns the row's id
	 */
	public String selectRunning(HistoryRow row) {
		return "SELECT max(id) FROM %s WHERE state = 'running' AND version IS NOT DISTINCT FROM %s AND name = %s"
			.formatted(this.qualified, literal(row.version()), literal(row.name()));
	}

	/**
	 * Records a migration that failed and left nothing; does nothing where it was applied
	 * after all, as when only the answer to COMMIT was lost.
	 * @param row what is recorded
	 * @param after the newest row of the migration before the attempt, or 0
	 * @param executionMs how long it took, in milliseconds
	 * @param error why
	 * @return the statement
	 */
	public String insertFailed(HistoryRow row, long after, long executionMs, String error) {
		// what a snapshot stands for is recorded under its own name
		String same = (row.version() != null) ? "version = " + literal(row.version())
				: "version IS NULL AND name = " + literal(row.name());
		String applied = "SELECT FROM %s WHERE id > %d AND state = 'applied' AND %s".formatted(this.qualified, after,
				same);
		return into() + " SELECT " + values(row, MigrationState.FAILED, 0, Long.toString(executionMs), error)
				+ " WHERE NOT EXISTS (" + applied + ")";
	}

	/**
	 * Records that a migration was undone in the current transaction. The up script that
	 * was undone is that of its applied row.
	 * @param row what is recorded
	 * @param undone the row of the migration that was undone
	 * @return the statement
	 */
	public String insertRolledBack(HistoryRow row, long undone) {
		return echo(List.of(row), MigrationState.ROLLED_BACK)
				+ into() + " SELECT " + values(row, MigrationState.ROLLED_BACK, row.statementsTotal(),
						SINCE_TRANSACTION_BEGAN, null, "up_script")
				+ " FROM %s WHERE id = %s".formatted(this.qualified, this.row.apply(undone));
	}

	private String insert(HistoryRow row, MigrationState state, int done, String executionMs, @Nullable String error) {
		return into() + " VALUES (" + values(row, state, done, executionMs, error) + ")";
	}

	private String into() {
		return "INSERT INTO %s (%s)".formatted(this.qualified,
				String.join(", ", HistoryTable.COLUMNS.subList(1, HistoryTable.COLUMNS.size())));
	}

	private static String values(HistoryRow row, MigrationState state, int done, String executionMs,
			@Nullable String error) {
		return values(row, state, done, executionMs, error, literal(row.upScript()));
	}

	private static String values(HistoryRow row, MigrationState state, int done, String executionMs,
			@Nullable String error, String upScript) {
		return values(row, new Progress(state, done, "pg_catalog.clock_timestamp()", executionMs, "current_user"),
				error, upScript);
	}

	private static String values(HistoryRow row, Progress progress, @Nullable String error, String upScript) {
		return String.join(", ", literal(row.version()), literal(row.name()), literal(row.script()),
				literal(row.kind()), literal(row.checksum()), literal(progress.state().word()),
				Integer.toString(progress.done()), Integer.toString(row.statementsTotal()), progress.appliedAt(),
				progress.executionMs(), progress.appliedBy(), literal(row.appliedFrom()), literal(error), upScript,
				literal(row.downScript()));
	}

	/**
	 * Takes up a row that an earlier attempt left, for the script as it is now.
	 * @param id the row
	 * @param done how many statements are done
	 * @param journal what is known of them and of the one that was begun
	 * @param row what is recorded
	 * @return the statement
	 */
	public String updateRunning(long id, int done, StatementJournal journal, HistoryRow row) {
		return update(id, "state = 'running', error = NULL, applied_at = pg_catalog.clock_timestamp(), %s, %s"
			.formatted(progress(done, journal), renewed(row)));
	}

	private static String renewed(HistoryRow row) {
		return "name = %s, script = %s, checksum = %s, statements_total = %d, applied_by = current_user, applied_from = %s, up_script = %s, down_script = %s"
			.formatted(literal(row.name()), literal(row.script()), literal(row.checksum()), row.statementsTotal(),
					literal(row.appliedFrom()), literal(row.upScript()), literal(row.downScript()));
	}

	/**
	 * Notes which statement is about to be sent, outside a transaction.
	 * @param id the row
	 * @param running its number and checksum, or {@code null} where none is
	 * @return the statement
	 */
	public String updateRunningStatement(long id, @Nullable String running) {
		return update(id, "running_statement = " + literal(running));
	}

	/**
	 * Counts the statements that are done.
	 * @param id the row
	 * @param done how many are done
	 * @param journal what is known of them and of the one that was begun
	 * @return the statement
	 */
	public String updateProgress(long id, int done, StatementJournal journal) {
		return update(id, progress(done, journal));
	}

	private static String progress(int done, StatementJournal journal) {
		return "statements_done = %d, done_checksum = %s, running_statement = %s".formatted(done,
				literal(journal.doneChecksum()), literal(journal.running()));
	}

	/**
	 * Ends a migration that committed step by step.
	 * @param id the row
	 * @param row what is recorded in it
	 * @return the statement
	 */
	public String updateApplied(long id, HistoryRow row) {
		return echo(List.of(row), MigrationState.APPLIED) + updateApplied(id);
	}

	/**
	 * Ends a migration that committed step by step.
	 * @param id the row
	 * @return the statement
	 */
	public String updateApplied(long id) {
		return update(id,
				"state = 'applied', running_statement = NULL, done_checksum = NULL, applied_at = pg_catalog.clock_timestamp(), execution_ms = "
						+ "(extract(epoch FROM pg_catalog.clock_timestamp() - applied_at) * 1000)::bigint");
	}

	/**
	 * Records that an attempt failed, in the row that an earlier failure left or that the
	 * attempt began: a process that restarts again and again adds no rows.
	 * @param id the row
	 * @param row what is recorded
	 * @param executionMs how long it took, in milliseconds
	 * @param error why
	 * @return the statement
	 */
	public String updateFailed(long id, HistoryRow row, long executionMs, String error) {
		return update(id,
				"state = 'failed', applied_at = pg_catalog.clock_timestamp(), execution_ms = %d, error = %s, %s"
					.formatted(executionMs, literal(error), renewed(row)));
	}

	/**
	 * Notes how far a migration is undone; it stays applied, and goes on to count the
	 * statements of its up script.
	 * @param id the row
	 * @param journal what is known of the statements that are done and of the one that
	 * was begun
	 * @return the statement
	 */
	public String updateUndone(long id, StatementJournal journal) {
		return update(id, "done_checksum = %s, running_statement = %s".formatted(literal(journal.doneChecksum()),
				literal(journal.running())));
	}

	/**
	 * Notes that a migration could not be undone; it stays applied.
	 * @param id the row
	 * @param error why
	 * @return the statement
	 */
	public String updateError(long id, String error) {
		return update(id, "error = " + literal(error));
	}

	/**
	 * Marks the row of an applied migration as undone.
	 * @param id the row
	 * @return the statement
	 */
	public String updateRolledBack(long id) {
		return update(id, "state = 'rolled_back', running_statement = NULL, done_checksum = NULL");
	}

	/**
	 * Gives an attempt up that has not ended, so that it is not in the way of another.
	 * @param id the row
	 * @param error why
	 * @return the statement
	 */
	public String updateGivenUp(long id, String error) {
		return update(id, "state = 'failed', running_statement = NULL, error = coalesce(error || ' ', '') || %s"
			.formatted(literal(error)));
	}

	private String update(long id, String assignments) {
		return "UPDATE %s SET %s WHERE id = %s".formatted(this.qualified, assignments, this.row.apply(id));
	}

	private static String literal(@Nullable String value) {
		return (value != null) ? SqlQuote.literal(value) : "NULL";
	}

	/**
	 * How far a migration is, when, and by whom; the last three in SQL.
	 *
	 * @param state its state
	 * @param done how many statements are done
	 * @param appliedAt when
	 * @param executionMs how long it took
	 * @param appliedBy the role
	 */
	private record Progress(MigrationState state, int done, String appliedAt, String executionMs, String appliedBy) {

	}

}
