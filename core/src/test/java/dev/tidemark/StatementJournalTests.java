package dev.tidemark;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.execution.RetrySettings;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The history says which statement runs outside a transaction, and the next start goes on
 * from there.
 */
@PostgresTest
class StatementJournalTests extends AbstractMigratorTests {

	private static final String ALONE = "-- tidemark: transactional=false\n";

	@Test
	void saysWhichStatementRuns() {
		write("001_slow.sql", ALONE + "CREATE TABLE slow ();\nSELECT pg_sleep(600)");
		Migrator migrator = migrator();
		BackgroundRun run = BackgroundRun.start(migrator::migrate);
		awaitStatement("%pg_sleep(600)");
		assertThat(lastRow().state()).isEqualTo(MigrationState.RUNNING);
		assertThat(lastRow().statementsDone()).isEqualTo(1);
		assertThat(lastRow().journal().running()).matches("2 sha256:[0-9a-f]{64}");
		assertThat(lastRow().journal().doneChecksum()).matches("sha256:[0-9a-f]{64}");
		migrator.cancel();
		run.failure(MigrationException.class);
		assertThat(lastRow().state()).isEqualTo(MigrationState.FAILED);
		assertThat(lastRow().journal().running()).as("the error was seen").startsWith("2 sha256:");
	}

	@Test
	void saysNothingWhenAllIsDone() {
		write("001_alone.sql", ALONE + "CREATE TABLE a ();\nVACUUM a;\nCREATE TABLE b ()");
		migrate();
		assertThat(lastRow().journal().running()).isNull();
		assertThat(lastRow().journal().doneChecksum()).isNull();
	}

	@Test
	void saysNothingWhileStatementsRunInATransaction() {
		write("001_mixed.sql", "VACUUM;\nSELECT 1/0");
		migrateFailing();
		assertThat(lastRow().statementsDone()).isEqualTo(1);
		assertThat(lastRow().journal().running()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT count(*) FROM a, pg_sleep(600)", "DO $$ BEGIN PERFORM pg_sleep(600); END $$",
			"INSERT INTO a SELECT 1 FROM pg_sleep(600)" })
	void asksWhatNobodyCanKnowAndTakesEitherAnswer(String slow) {
		write("001_slow.sql", ALONE + "CREATE TABLE a (id int);\n" + slow + ";\nINSERT INTO a VALUES (2)");
		loseTheConnectionIn("%pg_sleep(600)%");
		assertThat(lastRow().state()).isEqualTo(MigrationState.RUNNING);
		String message = failing(InvalidMigrationsException.class, migrator()).getMessage();
		assertThat(message).contains("001_slow.sql:3:1")
			.contains("the process that ran statement 2 (%s".formatted(slow.substring(0, 12)))
			.contains("nobody knows whether it was done")
			.contains("rerunnable=true");
		String done = answer(message, "it was done:");
		String notDone = answer(message, "it was not done:");
		database().execute("CREATE TABLE kept AS SELECT * FROM schema_migrations");
		database().execute(notDone);
		write("001_slow.sql",
				ALONE + "CREATE TABLE a (id int);\n" + slow.replace("600", "0") + ";\nINSERT INTO a VALUES (2)");
		migrate();
		assertThat(lastRow().state()).isEqualTo(MigrationState.APPLIED);
		assertThat(values("SELECT id FROM a ORDER BY id")).contains("2");
		database().execute("DELETE FROM a; DELETE FROM schema_migrations; "
				+ "INSERT INTO schema_migrations OVERRIDING SYSTEM VALUE SELECT * FROM kept");
		database().execute(done);
		write("001_slow.sql", ALONE + "CREATE TABLE a (id int);\n" + slow + ";\nINSERT INTO a VALUES (3)");
		migrate();
		assertThat(values("SELECT id FROM a")).as("only what follows has run").containsExactly("3");
	}

	private static String answer(String message, String question) {
		return message.lines()
			.filter((line) -> line.strip().startsWith(question))
			.map((line) -> line.substring(line.indexOf("UPDATE")))
			.findFirst()
			.orElseThrow();
	}

	private void loseTheConnectionIn(String like) {
		BackgroundRun run = BackgroundRun.start(migrator()::migrate);
		awaitStatement(like);
		database().execute("""
				SELECT pg_terminate_backend(pid) FROM pg_stat_activity
				WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%s'
				""".formatted(like));
		MigrationFailedException failure = run.failure(MigrationFailedException.class);
		assertThat(failure).hasMessageContaining("the connection was lost");
	}

	@Test
	void repeatsWhereTheScriptSaysThatItMay() {
		write("001_slow.sql",
				"-- tidemark: transactional=false, rerunnable=true\nSELECT pg_sleep(600);\nCREATE TABLE a ()");
		loseTheConnectionIn("%pg_sleep(600)%");
		write("001_slow.sql",
				"-- tidemark: transactional=false, rerunnable=true\nSELECT pg_sleep(0);\nCREATE TABLE a ()");
		migrate();
		assertThat(exists("a")).isTrue();
	}

	@Test
	void repeatsARepeatableMigrationAsAlways() {
		write("R__slow.sql", ALONE + "SELECT pg_sleep(600)");
		loseTheConnectionIn("%pg_sleep(600)%");
		write("R__slow.sql", ALONE + "SELECT pg_sleep(0)");
		migrate();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "VACUUM a", "ANALYZE a", "REFRESH MATERIALIZED VIEW b", "REINDEX TABLE a" })
	void repeatsWhatDoesNoHarm(String statement) {
		database().execute("CREATE TABLE a (id int); CREATE MATERIALIZED VIEW b AS SELECT 1 AS one");
		write("001_first.sql", ALONE + statement + ";\nCREATE TABLE c ()");
		migrate();
		database().execute("DROP TABLE c; UPDATE schema_migrations SET state = 'running', statements_done = 0, "
				+ "running_statement = '%s'".formatted(entry(1, statement)));
		migrate();
		assertThat(exists("c")).isTrue();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	private static String entry(int number, String statement) {
		return dev.tidemark.migration.StatementJournal.entry(number,
				new dev.tidemark.sql.SqlStatement(statement, 1, 1));
	}

	@Test
	void runsWhatWasNeverSent() {
		write("001_first.sql", ALONE + "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1)");
		migrate();
		database().execute("DELETE FROM a; UPDATE schema_migrations SET state = 'running', statements_done = 1");
		migrate();
		assertThat(values("SELECT id FROM a")).containsExactly("1");
	}

	@Test
	void forgetsAStatementBetweenTwoAttempts() {
		database().execute("CREATE TABLE a (id int)");
		write("001_lock.sql", "-- tidemark: transactional=false, lock-timeout=100ms\nALTER TABLE a ADD COLUMN b int");
		RetrySettings slowly = new RetrySettings(Duration.ofDays(1), Duration.ofHours(1), Duration.ofHours(1));
		Migrator migrator = migrator(settings().withExecution(new ExecutionSettings(null, null, slowly)));
		try (OtherSession other = OtherSession.open(database(), "other").begin("SELECT * FROM a")) {
			BackgroundRun run = BackgroundRun.start(migrator::migrate);
			await().until(() -> events().names().contains("RetryScheduled"));
			assertThat(lastRow().state()).isEqualTo(MigrationState.RUNNING);
			assertThat(lastRow().journal().running()).isNull();
			migrator.cancel();
			run.failure(MigrationException.class);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SET search_path = app                                      | app
			SET SESSION search_path TO app                             | app
			SELECT pg_catalog.set_config('search_path', 'app', false)  | app
			SET LOCAL search_path = app                                | public
			SET search_path = app; RESET search_path                   | public
			SET search_path = app; DISCARD ALL                         | public
			""")
	void setsTheSessionAgainAsTheDoneStatementsDid(String set, String schema) {
		database().execute("CREATE SCHEMA app");
		write("001_tables.sql", ALONE + set.replace("DISCARD ALL", "RESET ALL") + ";\nSELECT 1/0");
		migrateFailing();
		write("001_tables.sql", ALONE + set.replace("DISCARD ALL", "RESET ALL") + ";\nCREATE TABLE made ()");
		migrate();
		assertThat(values("SELECT schemaname FROM pg_tables WHERE tablename = 'made'")).containsExactly(schema);
	}

	@Test
	void setsTheRoleAgain() {
		String role = database().createRole("").name();
		write("001_tables.sql", """
				GRANT CREATE ON SCHEMA public TO %s; SET ROLE %s; CREATE TABLE a (id int);
				CREATE INDEX CONCURRENTLY a_id ON a (id);
				SELECT 1/0""".formatted(role, role));
		migrateFailing();
		write("001_tables.sql", """
				GRANT CREATE ON SCHEMA public TO %s; SET ROLE %s; CREATE TABLE a (id int);
				CREATE INDEX CONCURRENTLY a_id ON a (id);
				CREATE TABLE b ()""".formatted(role, role));
		migrate();
		assertThat(values("SELECT DISTINCT tableowner FROM pg_tables WHERE tablename IN ('a', 'b')"))
			.containsExactly(role);
		assertThat(lastRow().appliedBy()).isEqualTo(database().username());
	}

	@Test
	void acceptsAnEditOfTheRestOfAScriptThatIsNotStored() {
		String head = "-- tidemark: transactional=false, store=false\n";
		write("001_first.sql", head + "CREATE TABLE a ();\nSELECT 1/0");
		migrateFailing();
		write("001_first.sql", head + "CREATE  TABLE /* ! */ a ();\nCREATE TABLE b ()");
		migrate();
		assertThat(exists("b")).isTrue();
		assertThat(values("SELECT up_script FROM schema_migrations")).containsExactly("null");
	}

	@Test
	void refusesAnEditOfTheDonePartOfAScriptThatIsNotStored() {
		String head = "-- tidemark: transactional=false, store=false\n";
		write("001_first.sql", head + "CREATE TABLE a ();\nSELECT 1/0");
		migrateFailing();
		write("001_first.sql", head + "CREATE TABLE c ();\nCREATE TABLE b ()");
		assertThat(failing(InvalidMigrationsException.class, migrator()))
			.hasMessageContaining("its first 1 statements have run and are committed, and they have been edited since");
	}

}
