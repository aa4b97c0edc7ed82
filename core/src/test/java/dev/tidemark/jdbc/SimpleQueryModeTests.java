package dev.tidemark.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.Migrator;
import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.event.MigrationEvent.StepStarted;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.RoundTripProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With {@code preferQueryMode=simple} in the URL a migration goes in one round trip.
 */
@PostgresTest
class SimpleQueryModeTests extends AbstractMigratorTests {

	private static final String SIMPLE = "preferQueryMode=simple";

	@Test
	void needsOneRoundTripForAMigrationAndItsHistoryRow() {
		write("001_five.sql", """
				CREATE TABLE users (id bigint);
				INSERT INTO users VALUES (1);
				INSERT INTO users VALUES (2);
				CREATE INDEX users_id ON users (id);
				SELECT id FROM users;
				""");
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database())) {
			PGSimpleDataSource dataSource = (PGSimpleDataSource) proxy.dataSource();
			dataSource.setPreferQueryMode(PreferQueryMode.SIMPLE);
			List<Integer> roundTrips = new ArrayList<>();
			Migrator.of(dataSource, settings()).withListeners(List.of((event) -> {
				if (event instanceof StepStarted || event instanceof StepFinished) {
					roundTrips.add(proxy.roundTrips());
				}
			})).migrate();
			assertThat(roundTrips).hasSize(2);
			assertThat(roundTrips.get(1) - roundTrips.get(0)).isEqualTo(1);
		}
		assertThat(values("SELECT statements_done FROM schema_migrations")).containsExactly("5");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 5 })
	void tellsWhichStatementFailed(int failing) {
		assertFails(5, failing);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 247, 248, 249, 250, 251, 498, 499, 600 })
	void tellsWhichOfManyStatementsFailed(int failing) {
		assertFails(600, failing);
	}

	private void assertFails(int total, int failing) {
		write("001_many.sql",
				IntStream.rangeClosed(1, total)
					.mapToObj((i) -> (i == failing) ? "SELECT\n  1/0;\n" : "CREATE TABLE t%d ();\n".formatted(i))
					.collect(Collectors.joining()));
		MigrationFailedException failure = failing(MigrationFailedException.class, simple());
		assertThat(failure.failure().statementNumber()).isEqualTo(failing);
		assertThat(failure.failure().statementsTotal()).isEqualTo(total);
		assertThat(failure.line()).isEqualTo(failing);
		assertThat(failure.sqlState()).isEqualTo("22012");
		assertThat(values("SELECT relname FROM pg_class WHERE relname LIKE 't_'")).isEmpty();
		assertThat(states()).containsExactly(MigrationState.FAILED);
	}

	@Test
	void tellsTheExactLineOfASyntaxError() {
		write("001_syntax.sql", "CREATE TABLE a ();\nCREATE TABLE b (\n  id bigint,\n  name txet\n);\nSELECT 1;\n");
		MigrationFailedException failure = failing(MigrationFailedException.class, simple());
		assertThat(failure.line()).isEqualTo(4);
		assertThat(failure.failure().statementNumber()).isEqualTo(2);
		assertThat(exists("a")).isFalse();
	}

	@Test
	void appliesManyStatements() {
		write("001_many.sql", "CREATE TABLE t (id bigint);" + "INSERT INTO t SELECT count(*) FROM t;\n".repeat(600));
		simple().migrate();
		assertThat(values("SELECT count(DISTINCT id) FROM t")).containsExactly("600");
		assertThat(lastRow().statementsDone()).isEqualTo(601);
	}

	@Test
	@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void readsAnswersBeforeTheServerHasToWaitForThat() {
		write("001_large.sql", ("SELECT '" + "x".repeat(100_000) + "';\n").repeat(250));
		simple().migrate();
		assertThat(lastRow().statementsDone()).isEqualTo(250);
	}

	@ParameterizedTest
	@ValueSource(strings = { "simple", "extended" })
	void runsAVeryLargeStatement(String mode) {
		write("001_large.sql", "CREATE TABLE t AS SELECT '{fn now()} ? ; " + "x".repeat(1_500_000)
				+ "'::text AS a; SELECT 1/length(a) FROM t");
		Migrator.of(dataSource("preferQueryMode=" + mode), settings()).migrate();
		assertThat(values("SELECT left(a, 15) || length(a) FROM t")).containsExactly("{fn now()} ? ; 1500015");
		write("002_fails.sql", "CREATE TABLE u ();\nSELECT 1/0 /* " + "x".repeat(1_500_000) + " */");
		MigrationFailedException failure = failing(MigrationFailedException.class,
				Migrator.of(dataSource("preferQueryMode=" + mode), settings()));
		assertThat(failure.failure().statementNumber()).isEqualTo(2);
		assertThat(exists("u")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 9, 10 })
	void tellsWhichOfSomeLargeStatementsFailed(int failing) {
		String large = "CREATE TABLE t%d (a text DEFAULT '" + "x".repeat(15_000) + "');\n";
		write("001_large.sql",
				IntStream.rangeClosed(1, 10)
					.mapToObj((i) -> (i == failing) ? "SELECT 1/0;\n" : large.formatted(i))
					.collect(Collectors.joining()));
		MigrationFailedException failure = failing(MigrationFailedException.class, simple());
		assertThat(failure.failure().statementNumber()).isEqualTo(failing);
		assertThat(values("SELECT relname FROM pg_class WHERE relname LIKE 't_'")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 245, 246, 247, 248, 300 })
	void tellsThatCommitFailed(int rows) {
		write("001_deferred.sql", """
				CREATE TABLE parents (id bigint PRIMARY KEY);
				CREATE TABLE children (parent bigint REFERENCES parents DEFERRABLE INITIALLY DEFERRED);
				""" + "INSERT INTO children VALUES (1);\n".repeat(rows));
		MigrationFailedException failure = failing(MigrationFailedException.class, simple());
		assertThat(failure.sqlState()).isEqualTo("23503");
		assertThat(failure).hasMessageContaining("COMMIT (deferred constraints are checked there)");
		assertThat(failure.failure().statementNumber()).isZero();
		assertThat(exists("children")).isFalse();
		assertThat(states()).containsExactly(MigrationState.FAILED);
	}

	@Test
	void commitsNothingAfterAFailureThatTheScriptRollsBackTo() {
		write("001_savepoint.sql", """
				CREATE TABLE a ();
				SAVEPOINT here;
				SELECT 1/0;
				ROLLBACK TO here;
				CREATE TABLE b ();
				""");
		MigrationFailedException failure = failing(MigrationFailedException.class, simple());
		assertThat(failure.failure().statementNumber()).isEqualTo(3);
		assertThat(exists("a")).isFalse();
		assertThat(exists("b")).isFalse();
		assertThat(states()).containsExactly(MigrationState.FAILED);
	}

	@Test
	void blamesNoStatementWhenTheConnectionIsLost() {
		write("001_lost.sql", "CREATE TABLE a (); SELECT pg_terminate_backend(pg_backend_pid()); CREATE TABLE b ()");
		MigrationFailedException failure = failing(MigrationFailedException.class, simple());
		assertThat(failure.sqlState()).isEqualTo("57P01");
		assertThat(failure.failure().statementNumber()).isZero();
		assertThat(failure).hasMessageContaining("the connection was lost");
		assertThat(exists("a")).isFalse();
	}

	@Test
	void runsSegmentsToo() {
		write("001_mixed.sql", """
				CREATE TABLE users (id bigint);
				CREATE INDEX CONCURRENTLY users_id ON users (id);
				INSERT INTO users VALUES (1);
				SELECT 1/0;
				""");
		MigrationFailedException failure = failing(MigrationFailedException.class, simple());
		assertThat(failure.failure().statementNumber()).isEqualTo(4);
		assertThat(lastRow().statementsDone()).isEqualTo(2);
		assertThat(values("SELECT count(*) FROM users")).containsExactly("0");
	}

	@Test
	void runsJavaToo() {
		CodeMigration code = new CodeMigration(Version.of("1"), "code", "test.Code", false,
				(context) -> context.jdbc().sql("CREATE TABLE users AS SELECT ? AS name").param("o'hara").update());
		simple().withJavaMigrations(() -> List.of(code)).migrate();
		assertThat(values("SELECT name FROM users")).containsExactly("o'hara");
	}

	@ParameterizedTest
	@CsvSource({ "SELECT '{fn now()}' AS escape, text", "SELECT '[1]'::jsonb ? '1', boolean" })
	void leavesWhatJdbcWouldReplace(String query, String type) {
		write("001_view.sql", "CREATE VIEW v (value) AS " + query);
		simple().migrate();
		assertThat(values("SELECT pg_typeof(value) FROM v")).containsExactly(type);
	}

	private Migrator simple() {
		return Migrator.of(dataSource(SIMPLE), settings());
	}

}
