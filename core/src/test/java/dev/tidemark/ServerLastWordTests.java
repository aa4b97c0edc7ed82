package dev.tidemark;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What a statement's text does not tell about transactions, the server does.
 */
@PostgresTest
class ServerLastWordTests extends AbstractMigratorTests {

	private static final String IN_TWO_PARTS = "BEGIN INSERT INTO parts VALUES (1); COMMIT; INSERT INTO parts VALUES (2); END";

	@BeforeEach
	void setUp() {
		database().execute("""
				CREATE TABLE parts (id int);
				CREATE PROCEDURE in_two_parts() LANGUAGE plpgsql AS $$ %s $$;
				CREATE TABLE days (day int) PARTITION BY RANGE (day);
				CREATE TABLE day_1 PARTITION OF days FOR VALUES FROM (1) TO (2);
				CREATE INDEX days_day ON days (day);
				""".formatted(IN_TWO_PARTS));
	}

	@ParameterizedTest
	@CsvSource({ "CALL in_two_parts(), 2D000", "DO $$ " + IN_TWO_PARTS + " $$, 2D000" })
	void runsOutsideWhatCommits(String sql, String sqlState) {
		write("001_call.sql", sql);
		migrate();
		assertThat(values("SELECT id FROM parts ORDER BY id")).containsExactly("1", "2");
		assertThat(states()).containsExactly(MigrationState.APPLIED);
		assertThat(lastRow().statementsDone()).isEqualTo(1);
		assertThat(events().warnings()).singleElement()
			.asString()
			.contains("Migration 001 call: the server refuses its statement inside a transaction (SQLSTATE " + sqlState)
			.contains("'-- tidemark: transactional=false'")
			.contains(sql.substring(0, 8));
	}

	@ParameterizedTest
	@ValueSource(strings = { "REINDEX TABLE days", "REINDEX INDEX days_day", "CLUSTER days USING days_day" })
	void runsOutsideWhatConcernsPartitions(String sql, TestServer server) {
		assumeTrue(server.version() >= 15 || !sql.startsWith("CLUSTER"), "a server that clusters partitioned tables");
		write("001_reindex.sql", sql);
		migrate();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
		assertThat(events().warnings()).singleElement().asString().contains("SQLSTATE 25001");
	}

	@Test
	void failsWhereOtherStatementsWouldLoseTheirTransaction() {
		write("001_call.sql", "INSERT INTO parts VALUES (0);\nCALL in_two_parts()");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.sqlState()).isEqualTo("2D000");
		assertThat(failure.line()).isEqualTo(2);
		assertThat(failure).hasMessageContaining("write '-- tidemark: transactional=false' at the head of the script")
			.hasMessageContaining("everything this migration did was rolled back");
		assertThat(values("SELECT id FROM parts")).isEmpty();
		write("001_call.sql", "-- tidemark: transactional=false\nINSERT INTO parts VALUES (0);\nCALL in_two_parts()");
		migrate();
		assertThat(values("SELECT id FROM parts ORDER BY id")).containsExactly("0", "1", "2");
	}

	@Test
	void failsWhereATransactionIsAskedFor() {
		write("001_call.sql", "-- tidemark: transactional=true\nCALL in_two_parts()");
		assertThat(migrateFailing()).hasMessageContaining("in place of transactional=true");
		assertThat(values("SELECT id FROM parts")).isEmpty();
	}

	@Test
	void recordsAFailureOfTheSecondTry() {
		database().execute("ALTER TABLE parts ADD CHECK (id < 2)");
		write("001_call.sql", "CALL in_two_parts()");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.sqlState()).isEqualTo("23514");
		assertThat(failure).hasMessageContaining("runs outside a transaction: what it left stays");
		assertThat(states()).containsExactly(MigrationState.FAILED);
		database().execute("ALTER TABLE parts DROP CONSTRAINT parts_id_check");
		migrate();
		assertThat(values("SELECT id FROM parts ORDER BY id")).containsExactly("1", "1", "2");
		assertThat(states()).containsExactly(MigrationState.APPLIED);
		assertThat(events().warnings()).as("the second start knows").hasSize(1);
	}

	@Test
	void undoesOutsideToo() {
		write("001_call.sql", "SELECT 1\n-- migrate:down\nCALL in_two_parts()");
		migrate();
		migrator().rollback(1);
		assertThat(values("SELECT id FROM parts ORDER BY id")).containsExactly("1", "2");
		assertThat(lastRow().state()).isEqualTo(MigrationState.ROLLED_BACK);
	}

}
