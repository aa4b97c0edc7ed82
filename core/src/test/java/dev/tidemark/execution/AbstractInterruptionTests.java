package dev.tidemark.execution;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.BackgroundRun;
import dev.tidemark.OtherSession;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.sql.SqlStatement;

import static org.awaitility.Awaitility.await;

/**
 * Tests in which the migrating session ends in the middle of a statement that waits for
 * an old transaction.
 */
abstract class AbstractInterruptionTests extends AbstractMigratorTests {

	private OtherSession old;

	@BeforeEach
	final void openAnOldSession() {
		this.old = OtherSession.open(database(), "old");
	}

	@AfterEach
	final void closeTheOldSession() {
		this.old.close();
	}

	protected final OtherSession old() {
		return this.old;
	}

	/**
	 * Lets a run wait for a transaction of somebody else, and ends its session there.
	 * @param write what the transaction does
	 * @param like the statement in which the run is to end
	 */
	protected final void interrupt(String write, String like) {
		this.old.begin(write);
		BackgroundRun run = BackgroundRun.start(migrator()::migrate);
		awaitWaiting(like);
		terminate(like);
		run.failure(MigrationException.class);
		awaitNobody(like);
		this.old.end();
	}

	/**
	 * Sets the history to what a process leaves that died after its only statement, and
	 * before the entry that says so.
	 */
	protected final void crash(String statement) {
		crash("001", statement);
	}

	protected final void crash(String version, String statement) {
		database().execute("""
				UPDATE schema_migrations SET state = 'running', statements_done = 0, running_statement = '%s'
				WHERE version = '%s'
				""".formatted(StatementJournal.entry(1, new SqlStatement(statement, 1, 1)), version));
	}

	protected final void awaitWaiting(String like) {
		await().until(() -> !sessions(like, "AND wait_event_type = 'Lock'").isEmpty());
	}

	private void terminate(String like) {
		sessions(like, "").forEach((pid) -> database().execute("SELECT pg_terminate_backend(%s)".formatted(pid)));
	}

	private void awaitNobody(String like) {
		await().until(() -> sessions(like, "").isEmpty());
	}

	private List<String> sessions(String like, String and) {
		return values("""
				SELECT pid FROM pg_stat_activity
				WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
				  AND query ILIKE '%s' %s
				""".formatted(like, and));
	}

	protected final List<String> invalidIndexes() {
		return values("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid ORDER BY 1");
	}

	protected final String oidOf(String relation) {
		return values("SELECT '%s'::regclass::oid".formatted(relation)).get(0);
	}

}
