package dev.tidemark;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class NonTransactionalMigrationTests extends AbstractMigratorTests {

	private static final String MIXED = """
			CREATE TABLE parts (id bigint);
			INSERT INTO parts VALUES (1);
			CREATE INDEX CONCURRENTLY parts_id ON parts (id);
			ALTER TABLE parts ADD COLUMN name text;
			INSERT INTO parts VALUES (2, %s);
			CREATE INDEX CONCURRENTLY parts_name ON parts (name);
			""";

	private static final String BROKEN = MIXED.formatted("1/0");

	private static final String WHOLE = MIXED.formatted("'b'");

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (name text); INSERT INTO users VALUES ('ada')");
	}

	@Test
	void buildsAnIndexConcurrently() {
		write("002_index.sql", "CREATE INDEX CONCURRENTLY users_name ON users (name)");
		assertThat(migrate().scripts()).contains("002_index.sql");
		assertThat(invalidIndexes()).isEmpty();
		assertThat(exists("users_name")).isTrue();
		AppliedMigration row = lastRow();
		assertThat(row.state()).isEqualTo(MigrationState.APPLIED);
		assertThat(row.statementsDone()).isEqualTo(1);
		assertThat(row.statementsTotal()).isEqualTo(1);
	}

	@Test
	void runsAMixedScriptInSegments() {
		write("002_parts.sql",
				WHOLE.replace("INSERT INTO parts VALUES (1)", "INSERT INTO parts VALUES (txid_current())")
					.replace("(2, 'b')", "(txid_current(), 'b')"));
		migrate();
		assertThat(values("SELECT count(DISTINCT id) FROM parts")).containsExactly("2");
		assertThat(exists("parts_name")).isTrue();
		assertThat(lastRow().statementsDone()).isEqualTo(6);
		assertThat(lastRow().state()).isEqualTo(MigrationState.APPLIED);
	}

	@Test
	void keepsWhatIsDoneWhenItFailsInTheMiddle() {
		write("002_parts.sql", BROKEN);
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.line()).isEqualTo(5);
		assertThat(failure.failure().statementNumber()).isEqualTo(5);
		assertThat(failure).hasMessageContaining("3 of 6 statements are done and stay")
			.hasMessageContaining("the next start goes on with statement 4");
		assertThat(exists("parts_id")).isTrue();
		assertThat(values("SELECT attname FROM pg_attribute WHERE attrelid = 'parts'::regclass AND attnum > 0"))
			.as("the segment that failed is rolled back")
			.containsExactly("id");
		assertThat(lastRow().state()).isEqualTo(MigrationState.FAILED);
		assertThat(lastRow().statementsDone()).isEqualTo(3);
		assertThat(lastRow().error()).contains("22012").contains("statement 5 of 6, line 5");
	}

	@Test
	void goesOnWhereItFailedWhenTheRestIsMended() {
		write("002_parts.sql", BROKEN);
		migrateFailing();
		write("002_parts.sql", WHOLE);
		assertThat(migrate().scripts()).containsExactly("002_parts.sql");
		assertThat(values("SELECT id FROM parts ORDER BY id")).containsExactly("1", "2");
		assertThat(invalidIndexes()).isEmpty();
		assertThat(exists("parts_name")).isTrue();
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.APPLIED);
		assertThat(lastRow().statementsDone()).isEqualTo(6);
		assertThat(lastRow().error()).isNull();
	}

	@Test
	void numbersStatementsOfTheWholeScriptWhenItGoesOn() {
		write("002_parts.sql", BROKEN);
		migrateFailing();
		MigrationFailedException again = migrateFailing();
		assertThat(again.failure().statementNumber()).isEqualTo(5);
		assertThat(again.failure().statementsTotal()).isEqualTo(6);
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.FAILED);
	}

	@Test
	void refusesAnEditOfWhatIsDone() {
		write("002_parts.sql", BROKEN);
		migrateFailing();
		write("002_parts.sql", WHOLE.replace("parts_id", "parts_by_id"));
		assertThat(failing(InvalidMigrationsException.class, migrator())).hasMessageContaining("002_parts.sql")
			.hasMessageContaining("its first 3 statements have run and are committed, and they have been edited since");
	}

	@Test
	void runsEveryStatementAloneWhereThatIsAskedFor() {
		write("002_alone.sql", """
				-- tidemark: transactional=false
				CREATE TABLE first_one ();
				SELECT 1/0;
				""");
		migrateFailing();
		assertThat(exists("first_one")).isTrue();
		assertThat(lastRow().statementsDone()).isEqualTo(1);
	}

	@Test
	void recordsProgressAsTheMigratingRoleWhateverTheScriptSets() {
		String role = database().createRole("").name();
		write("002_alone.sql", """
				-- tidemark: transactional=false
				GRANT CREATE ON SCHEMA public TO %1$s;
				SET ROLE %1$s;
				CREATE TABLE theirs ();
				""".formatted(role));
		migrate();
		assertThat(values("SELECT tableowner FROM pg_tables WHERE tablename = 'theirs'")).containsExactly(role);
		assertThat(lastRow().appliedBy()).isEqualTo(database().username());
		assertThat(lastRow().statementsDone()).isEqualTo(3);
	}

	@Test
	void recordsAFailureAsTheMigratingRoleWhateverTheScriptSets() {
		write("002_alone.sql", """
				-- tidemark: transactional=false
				SET ROLE %s;
				SELECT 1/0;
				""".formatted(database().createRole("").name()));
		migrateFailing();
		assertThat(lastRow().state()).isEqualTo(MigrationState.FAILED);
		assertThat(lastRow().appliedBy()).isEqualTo(database().username());
	}

	@Test
	void keepsTheRoleThatAScriptSetsFromOneSegmentToTheNext() {
		String role = database().createRole("").name();
		write("002_parts.sql", """
				GRANT CREATE ON SCHEMA public TO %1$s;
				SET ROLE %1$s;
				CREATE TABLE parts (id bigint);
				CREATE INDEX CONCURRENTLY parts_id ON parts (id);
				CREATE TABLE more ();
				""".formatted(role));
		migrate();
		assertThat(values("SELECT DISTINCT tableowner FROM pg_tables WHERE tablename IN ('parts', 'more')"))
			.containsExactly(role);
	}

	@Test
	void takesUpTheRowOfAProcessThatDiedBeforeTheFirstStatement() {
		write("002_index.sql", "CREATE INDEX CONCURRENTLY users_name ON users (name)");
		migrate();
		database().execute("DROP INDEX users_name");
		database().execute("UPDATE schema_migrations SET state = 'running', statements_done = 0 WHERE version = '002'");
		write("002_index.sql", "CREATE INDEX users_name ON users (name)");
		assertThat(info("002").state()).isEqualTo(MigrationState.RUNNING);
		migrate();
		assertThat(exists("users_name")).isTrue();
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.APPLIED);
	}

	@Test
	void keepsTheMigrationLockThroughDiscardAll() {
		database().execute("CREATE SCHEMA app");
		write("002_discard.sql", """
				SET search_path = app;
				SELECT pg_advisory_lock(42);
				DISCARD ALL;
				CREATE TABLE held AS SELECT count(*) AS locks FROM pg_locks
				WHERE locktype = 'advisory' AND pid = pg_backend_pid();
				""");
		migrate();
		assertThat(values("SELECT locks FROM public.held")).containsExactly("1");
	}

	@Test
	void refusesATransactionAroundAStatementThatCannotHaveOne() {
		write("002_index.sql", "-- tidemark: transactional=true\nCREATE INDEX CONCURRENTLY users_name ON users (name)");
		assertThat(failing(InvalidMigrationsException.class, migrator()))
			.hasMessageContaining("PostgreSQL refuses CREATE INDEX CONCURRENTLY inside a transaction");
	}

	@Test
	void repeatsAHalfDoneRepeatableFromItsBeginning() {
		write("R__refresh.sql", """
				-- tidemark: transactional=false
				INSERT INTO users VALUES ('bob');
				SELECT 1/0;
				""");
		migrateFailing();
		write("R__refresh.sql", """
				-- tidemark: transactional=false
				INSERT INTO users VALUES ('eve');
				SELECT 1;
				""");
		migrate();
		assertThat(values("SELECT name FROM users ORDER BY name")).containsExactly("ada", "bob", "eve");
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.APPLIED);
	}

	private List<String> invalidIndexes() {
		return values("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid");
	}

}
