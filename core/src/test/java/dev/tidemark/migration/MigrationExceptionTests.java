package dev.tidemark.migration;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationExceptionTests {

	private static MigrationFailure failure() {
		return new MigrationFailure("003 orders", "db/migration/003_orders.sql", 12, 2, 5, "CREATE TABLE orders (…)",
				"42P07", "relation \"orders\" already exists", "first line\nsecond line", "drop it",
				"everything of this migration was rolled back", null);
	}

	@Test
	void tellsEverythingOfAFailure() {
		MigrationFailedException ex = new MigrationFailedException(failure(), new IllegalStateException("no"));
		assertThat(ex).hasMessage("""
				Migration 003 orders failed
				  where:     db/migration/003_orders.sql:12 (statement 2 of 5)
				  statement: CREATE TABLE orders (…)
				  error:     relation "orders" already exists
				  SQLSTATE:  42P07
				  detail:    first line
				             second line
				  hint:      drop it
				  outcome:   everything of this migration was rolled back""");
		assertThat(ex.action()).isEqualTo("Mend db/migration/003_orders.sql and start again: Tidemark tries a failed "
				+ "migration again at every start, nothing needs to be repaired by hand.");
		assertThat(ex.script()).isEqualTo("db/migration/003_orders.sql");
		assertThat(ex.line()).isEqualTo(12);
		assertThat(ex.sqlState()).isEqualTo("42P07");
		assertThat(ex).hasCauseInstanceOf(IllegalStateException.class);
	}

	@ParameterizedTest
	@CsvSource({ "42P07, Mend a.sql and start again", "42501, 'Grant the migrating role what it lacks, or mend a.sql,'",
			"08006, look in the server's log", "57P01, look in the server's log", "53100, Make room on",
			"25006, default_transaction_read_only", "55P03, End the sessions that the log names" })
	void saysWhatToDoByWhatTheServerAnswered(String sqlState, String action) {
		MigrationFailure failure = new MigrationFailure("1 a", "a.sql", 1, 1, 1, "SELECT 1", sqlState, "no", null, null,
				"rolled back", null);
		assertThat(failure.action()).contains(action).contains("tart again").endsWith("repaired by hand.");
	}

	@ParameterizedTest
	@CsvSource({ "42501, Check that the migrating role may use", "08006, look in the server's log",
			"25006, default_transaction_read_only" })
	void saysWhatToDoWhereTheHistoryIsOutOfReach(String sqlState, String action) {
		assertThat(HistoryException.of("no", sqlState, new IllegalStateException()).action()).contains(action);
	}

	@Test
	void tellsWhichCallbackFailed() {
		MigrationFailure each = failure(CallbackEvent.BEFORE_EACH_MIGRATE, "1 a");
		assertThat(each.describe()).startsWith("Callback beforeEachMigrate of migration 1 a failed\n");
		assertThat(each.summary()).isEqualTo("no [SQLSTATE 53100] at statement 1 of 1, line 2 of b.sql");
		assertThat(each.action()).contains("tries a failed migration again");
		MigrationFailure after = failure(CallbackEvent.AFTER_MIGRATE, "afterMigrate");
		assertThat(new MigrationFailedException(after, new IllegalStateException()).summary())
			.startsWith("Callback afterMigrate failed in c/b.sql: no");
		assertThat(after.action()).startsWith("Make room on the server's disk. Then start again;")
			.contains("only where a migration is pending")
			.endsWith("run c/b.sql by hand.");
	}

	private static MigrationFailure failure(CallbackEvent event, String label) {
		return new MigrationFailure(label, "c/b.sql", 2, 1, 1, "SELECT 1", "53100", "no", null, null, "rolled back",
				new Callback(event, null, SqlScript.of("c/b.sql", "SELECT 1", 1)));
	}

	@Test
	void leavesOutWhatIsNotKnown() {
		MigrationFailure failure = new MigrationFailure("4 code", "com.example.V4__code", 0, 0, 1, null, null, "no",
				null, null, "rolled back", null);
		assertThat(failure.describe()).isEqualTo("""
				Migration 4 code failed
				  where:     com.example.V4__code
				  error:     no
				  outcome:   rolled back""");
		assertThat(failure.summary()).isEqualTo("no");
	}

	@Test
	void tellsAFailureOnOneLine() {
		assertThat(failure().summary())
			.isEqualTo("relation \"orders\" already exists [SQLSTATE 42P07] at statement 2 of 5, line 12");
	}

	@Test
	void listsProblemsWithTheirPlaces() {
		InvalidMigrationsException ex = new InvalidMigrationsException(
				List.of(new MigrationProblem("a.sql", 3, 7, "first\nsecond"), new MigrationProblem("b.sql", 4, 0, "x"),
						new MigrationProblem("c.sql", "y"), new MigrationProblem(null, "z")));
		assertThat(ex).hasMessage("""
				4 problems with the migrations; nothing was run:
				  - a.sql:3:7: first
				    second
				  - b.sql:4: x
				  - c.sql: y
				  - z""");
		assertThat(ex.script()).isEqualTo("a.sql");
		assertThat(ex.line()).isEqualTo(3);
		assertThat(ex.action()).isEqualTo("Mend what is listed and start again.");
		assertThat(ex.sqlState()).isNull();
	}

	@Test
	void countsWhatIsPending() {
		assertThat(new PendingMigrationsException("default", List.of("001 a", "002 b")))
			.hasMessage("2 migrations are pending in database 'default', and tidemark.mode=verify applies none: "
					+ "001 a, 002 b");
		assertThat(new PendingMigrationsException("default", List.of("001 a")))
			.hasMessage("1 migration is pending in database 'default', and tidemark.mode=verify applies none: 001 a");
	}

}
