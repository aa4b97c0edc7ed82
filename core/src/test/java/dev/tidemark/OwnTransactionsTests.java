package dev.tidemark;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.event.MigrationEvent.RetryScheduled;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.execution.RetrySettings;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Scripts with BEGIN and COMMIT of their own.
 */
@PostgresTest
class OwnTransactionsTests extends AbstractMigratorTests {

	@BeforeEach
	void setUp() {
		write("001_log.sql", "CREATE TABLE log (entry text, tx bigint DEFAULT txid_current())");
	}

	@Test
	void runsEachTransactionOfAScriptAndEachStatementBetweenThem() {
		write("002_parts.sql", """
				INSERT INTO log VALUES ('a');
				INSERT INTO log VALUES ('b');
				BEGIN;
				INSERT INTO log VALUES ('c');
				INSERT INTO log VALUES ('d');
				COMMIT;
				START TRANSACTION ISOLATION LEVEL SERIALIZABLE;
				INSERT INTO log VALUES (current_setting('transaction_isolation'));
				END;
				""");
		migrate();
		assertThat(values("SELECT string_agg(entry, '+' ORDER BY entry) FROM log GROUP BY tx ORDER BY tx"))
			.containsExactly("a", "b", "c+d", "serializable");
		assertThat(lastRow().state()).isEqualTo(MigrationState.APPLIED);
		assertThat(lastRow().statementsDone()).isEqualTo(9);
		assertThat(lastRow().statementsTotal()).isEqualTo(9);
	}

	@Test
	void rollsBackWhatAScriptRollsBack() {
		write("002_parts.sql", """
				BEGIN;
				INSERT INTO log VALUES ('undone');
				ROLLBACK;
				BEGIN;
				INSERT INTO log VALUES ('kept');
				SAVEPOINT here;
				INSERT INTO log VALUES ('back');
				ROLLBACK TO here;
				RELEASE here;
				COMMIT AND CHAIN;
				INSERT INTO log VALUES ('undone too');
				ABORT AND CHAIN;
				INSERT INTO log VALUES ('chained');
				COMMIT;
				""");
		migrate();
		assertThat(values("SELECT entry FROM log")).containsExactly("kept", "chained");
		assertThat(lastRow().statementsDone()).isEqualTo(14);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			BEGIN ISOLATION LEVEL REPEATABLE READ                       | repeatable read, repeatable read
			BEGIN; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE         | serializable, serializable
			BEGIN READ WRITE                                            | read committed, read committed
			""")
	void keepsTheModesOfAChainedTransaction(String begin, String levels) {
		String insert = "INSERT INTO log VALUES (current_setting('transaction_isolation'))";
		write("002_parts.sql", "%s;\n%s;\nCOMMIT AND CHAIN;\n%s;\nCOMMIT;\n".formatted(begin, insert, insert));
		migrate();
		assertThat(String.join(", ", values("SELECT entry FROM log ORDER BY tx"))).isEqualTo(levels);
	}

	@Test
	void recordsAWholeTransactionWithModesInIt() {
		write("002_parts.sql", "BEGIN ISOLATION LEVEL SERIALIZABLE;\nINSERT INTO log VALUES ('a');\nCOMMIT;");
		migrate();
		assertThat(values(
				"SELECT (log.tx = m.xmin::text::bigint)::text FROM log, schema_migrations m WHERE version = '002'"))
			.containsExactly("true");
	}

	@Test
	void recordsATransactionThatOnlyReads() {
		write("002_parts.sql", "BEGIN READ ONLY;\nSELECT * FROM log;\nCOMMIT;\nINSERT INTO log VALUES ('a');");
		migrate();
		assertThat(lastRow().statementsDone()).isEqualTo(4);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET default_transaction_read_only = on",
			"SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY, ISOLATION LEVEL SERIALIZABLE" })
	void recordsWhatFollowsASettingThatForbidsWriting(String set) {
		write("002_parts.sql",
				set + ";\nBEGIN READ WRITE;\nINSERT INTO log VALUES ('a');\nCOMMIT;\nSELECT 1;\nCHECKPOINT;");
		write("003_next.sql", "INSERT INTO log VALUES ('b')");
		migrate();
		assertThat(values("SELECT entry FROM log")).containsExactly("a", "b");
	}

	@Test
	void keepsWhatIsCommittedAndGoesOnBehindIt() {
		String script = """
				BEGIN;
				INSERT INTO log VALUES ('a');
				COMMIT;
				INSERT INTO log VALUES ('b');
				BEGIN;
				INSERT INTO log VALUES ('c');
				SELECT 1/%s;
				COMMIT;
				""";
		write("002_parts.sql", script.formatted("0"));
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.line()).isEqualTo(7);
		assertThat(failure.failure().statementNumber()).isEqualTo(7);
		assertThat(failure.failure().statementsTotal()).isEqualTo(8);
		assertThat(failure.failure().outcome()).isEqualTo(
				"4 of 8 statements are done and stay (the script commits by itself); the next start goes on with statement 5; the transaction of the script that begins in line 5 was rolled back");
		assertThat(values("SELECT entry FROM log")).containsExactly("a", "b");
		assertThat(lastRow().statementsDone()).isEqualTo(4);
		write("002_parts.sql", script.formatted("1"));
		migrate();
		assertThat(values("SELECT entry FROM log")).containsExactly("a", "b", "c");
		assertThat(lastRow().statementsDone()).isEqualTo(8);
	}

	@Test
	void tellsWhereABeginIsRefused() {
		write("002_parts.sql", "SELECT 1;\nBEGIN ISOLATION LEVEL NONE;\nSELECT 2;\nCOMMIT;");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.line()).isEqualTo(2);
		assertThat(failure.failure().statementNumber()).isEqualTo(2);
	}

	@Test
	void tellsThatACommitFailed() {
		database().execute("CREATE TABLE p (id int PRIMARY KEY)");
		write("002_parts.sql", """
				INSERT INTO log VALUES ('a');
				BEGIN;
				CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
				INSERT INTO c VALUES (1);
				COMMIT;
				""");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure).hasMessageContaining("COMMIT (deferred constraints are checked there)")
			.hasMessageContaining("the transaction of the script that begins in line 2 was rolled back");
		assertThat(exists("c")).isFalse();
		assertThat(lastRow().statementsDone()).isEqualTo(1);
	}

	@Test
	void runsAProcedureThatCommits() {
		database().execute("""
				CREATE TABLE done (id int);
				CREATE PROCEDURE twice() LANGUAGE plpgsql AS $$ BEGIN
				  INSERT INTO done VALUES (1); COMMIT; INSERT INTO done VALUES (2);
				END $$
				""");
		write("002_parts.sql", "BEGIN;\nINSERT INTO log VALUES ('a');\nCOMMIT;\nCALL twice();\nVACUUM done;\n");
		migrate();
		assertThat(values("SELECT id FROM done")).containsExactly("1", "2");
		assertThat(lastRow().statementsDone()).isEqualTo(5);
	}

	@Test
	void warnsOfControlThatDoesNothing() {
		write("002_parts.sql",
				"INSERT INTO log VALUES ('a');\nCOMMIT;\nBEGIN;\nBEGIN;\nINSERT INTO log VALUES ('b');\nCOMMIT;");
		migrate();
		assertThat(values("SELECT entry FROM log")).containsExactly("a", "b");
		assertThat(events().warnings()).anyMatch((warning) -> warning.contains("002_parts.sql:2:1: 'COMMIT'"))
			.anyMatch((warning) -> warning.contains("002_parts.sql:4:1: 'BEGIN'"));
	}

	@Test
	void refusesAnOpenTransactionBeforeAnythingRuns() {
		write("002_parts.sql", "INSERT INTO log VALUES ('a');\nBEGIN;\nINSERT INTO log VALUES ('b');");
		assertThat(failing(InvalidMigrationsException.class, migrator())).hasMessageContaining("002_parts.sql:2:1");
		assertThat(exists("log")).isFalse();
	}

	@Test
	void copiesWithinATransactionOfTheScript() {
		write("002_parts.sql",
				"BEGIN;\nCOPY log (entry) FROM stdin;\na\n\\.\nROLLBACK;\nBEGIN;\nCOPY log (entry) FROM stdin;\nb\n\\.\nCOMMIT;\n");
		migrate();
		assertThat(values("SELECT entry FROM log")).containsExactly("b");
	}

	@Test
	void undoesAScriptAsItsTransactionsAreWritten() {
		write("002_parts.sql", """
				INSERT INTO log VALUES ('up');
				-- migrate:down
				BEGIN;
				INSERT INTO log VALUES ('a');
				COMMIT;
				BEGIN;
				INSERT INTO log VALUES ('b');
				ROLLBACK;
				""");
		migrate();
		migrator().rollback(1);
		assertThat(values("SELECT entry FROM log")).containsExactly("up", "a");
		assertThat(lastRow().state()).isEqualTo(MigrationState.ROLLED_BACK);
	}

	@Test
	void setsTheSessionAgainAsTheTransactionsDidThatWereCommitted() {
		String script = """
				SET app.a = '1';
				BEGIN; SET app.b = '1'; SAVEPOINT s; SET app.c = '1'; ROLLBACK TO s; COMMIT;
				BEGIN; SET app.a = '2'; SET app.d = '2'; ROLLBACK;
				SELECT 1/%s;
				INSERT INTO log SELECT concat_ws('|', current_setting('app.a', true), current_setting('app.b', true),
				  coalesce(nullif(current_setting('app.c', true), ''), '-'), coalesce(nullif(current_setting('app.d', true), ''), '-'));
				""";
		write("002_parts.sql", script.formatted("0"));
		migrateFailing();
		write("002_parts.sql", script.formatted("1"));
		migrate();
		assertThat(values("SELECT entry FROM log")).containsExactly("1|1|-|-");
	}

	@Test
	void triesATransactionOfTheScriptAgainWhenALockIsNotHad() {
		database().execute("CREATE TABLE busy (id int)");
		write("002_parts.sql", """
				BEGIN;
				INSERT INTO log VALUES ('a');
				COMMIT;
				BEGIN;
				INSERT INTO log VALUES ('b');
				ALTER TABLE busy ADD COLUMN name text;
				COMMIT;
				""");
		RetrySettings retry = new RetrySettings(Duration.ofMinutes(1), Duration.ofMillis(1), Duration.ofMillis(10));
		Migrator migrator = migrator(
				settings().withExecution(new ExecutionSettings(Duration.ofMillis(200), null, retry)));
		try (OtherSession other = OtherSession.open(database(), "other").begin("SELECT * FROM busy")) {
			BackgroundRun run = BackgroundRun.start(migrator::migrate);
			await().until(() -> events().of(RetryScheduled.class).size() > 1);
			other.end();
			run.report();
		}
		assertThat(values("SELECT entry FROM log")).containsExactly("a", "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "COMMIT", "ROLLBACK" })
	void happensOnceWhenTheConnectionIsLostInATransactionOfTheScript(String end) {
		String script = "BEGIN;\nINSERT INTO log VALUES ('a');\nCOMMIT;\nBEGIN;\nINSERT INTO log VALUES ('b');\nSELECT pg_sleep(%s);\n"
				+ end + ";\nINSERT INTO log VALUES ('c');\n";
		write("002_parts.sql", script.formatted("600"));
		BackgroundRun run = BackgroundRun.start(migrator()::migrate);
		awaitStatement("%pg_sleep(600)%");
		database().execute("""
				SELECT pg_terminate_backend(pid) FROM pg_stat_activity
				WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%pg_sleep(600)%'
				""");
		run.failure(MigrationFailedException.class);
		assertThat(lastRow().state()).isEqualTo(MigrationState.RUNNING);
		assertThat(lastRow().statementsDone()).isEqualTo(3);
		write("002_parts.sql", script.formatted("0"));
		migrate();
		assertThat(values("SELECT entry FROM log ORDER BY entry"))
			.isEqualTo(end.equals("COMMIT") ? List.of("a", "b", "c") : List.of("a", "c"));
	}

	@Test
	void refusesAnEditOfATransactionThatIsCommitted() {
		write("002_parts.sql", "BEGIN;\nINSERT INTO log VALUES ('a');\nCOMMIT;\nSELECT 1/0;");
		migrateFailing();
		write("002_parts.sql", "INSERT INTO log VALUES ('a');\nSELECT 1;");
		assertThat(failing(InvalidMigrationsException.class, migrator()))
			.hasMessageContaining("its first 3 statements have run and are committed");
	}

	@Test
	void endsALocalSettingOfStringsWithItsTransaction() {
		write("001_log.sql", """
				CREATE TABLE log (entry text);
				BEGIN;
				SET LOCAL standard_conforming_strings = off;
				INSERT INTO log VALUES ('it\\'s');
				COMMIT;
				INSERT INTO log VALUES ('c:\\');
				BEGIN;
				SET standard_conforming_strings = off;
				ROLLBACK;
				INSERT INTO log VALUES ('d:\\');
				BEGIN;
				SET standard_conforming_strings = off;
				COMMIT AND CHAIN;
				INSERT INTO log VALUES ('e\\';');
				COMMIT;
				INSERT INTO log VALUES ('f\\';');
				""");
		migrate();
		assertThat(values("SELECT entry FROM log ORDER BY 1")).containsExactly("c:\\", "d:\\", "e';", "f';", "it's");
		assertThat(lastRow().statementsTotal()).isEqualTo(16);
	}

	@Test
	void refusesATransactionThatMayWriteNoMoreAfterItHasBegun() {
		write("001_log.sql", """
				CREATE TABLE log (entry text);
				BEGIN;
				INSERT INTO log VALUES ('a');
				SET TRANSACTION READ ONLY;
				COMMIT;
				BEGIN READ ONLY;
				SET LOCAL transaction_read_only = off;
				COMMIT;
				BEGIN;
				SET TRANSACTION READ ONLY;
				COMMIT;
				""");
		assertThat(failing(InvalidMigrationsException.class, migrator())).hasMessageContaining("2 problems")
			.hasMessageContaining(
					"001_log.sql:4:1: 'SET TRANSACTION READ ONLY' changes whether the transaction may write after it has begun, and then it cannot be recorded with what it did: write READ ONLY or READ WRITE behind 'BEGIN' in line 2")
			.hasMessageContaining("001_log.sql:7:1: 'SET LOCAL transaction_read_only = off' changes");
	}

}
