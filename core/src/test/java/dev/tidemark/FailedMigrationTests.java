package dev.tidemark;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class FailedMigrationTests extends AbstractMigratorTests {

	private static final String BROKEN = """
			CREATE TABLE mails (id bigint);
			INSERT INTO mails VALUES (1);

			SELECT id,
			       nmae
			FROM users;
			""";

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (id bigint, name text)");
	}

	@Test
	void leavesNoExtensionOfAFailedMigration() {
		write("002_extension.sql", "CREATE EXTENSION pg_trgm; SELECT 1/0");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.sqlState()).isEqualTo("22012");
		assertThat(values("SELECT extname FROM pg_extension")).doesNotContain("pg_trgm");
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.FAILED);
	}

	@Test
	void createsAnExtension() {
		write("002_extension.sql", "CREATE EXTENSION pg_trgm");
		migrate();
		assertThat(values("SELECT extname FROM pg_extension")).contains("pg_trgm");
	}

	@Test
	void rollsBackEverythingOfAFailingMigration() {
		write("002_mails.sql", BROKEN);
		migrateFailing();
		assertThat(exists("mails")).isFalse();
	}

	@Test
	void keepsTheMigrationsBeforeTheFailingOneAndRunsNoneAfterIt() {
		write("002_mails.sql", BROKEN).write("003_more.sql", "CREATE TABLE more ()");
		migrateFailing();
		assertThat(exists("users")).isTrue();
		assertThat(exists("more")).isFalse();
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.FAILED);
	}

	@Test
	void recordsWhyAndWhereItFailed() {
		write("002_mails.sql", BROKEN);
		migrateFailing();
		AppliedMigration row = lastRow();
		assertThat(row.version()).hasToString("002");
		assertThat(row.state()).isEqualTo(MigrationState.FAILED);
		assertThat(row.statementsDone()).isZero();
		assertThat(row.statementsTotal()).isEqualTo(3);
		assertThat(row.error())
			.isEqualTo("column \"nmae\" does not exist [SQLSTATE 42703] at statement 3 of 3, line 5");
	}

	@Test
	void throwsWhereAndWhyItFailed() {
		write("002_mails.sql", BROKEN);
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.script()).endsWith("/002_mails.sql");
		assertThat(failure.line()).isEqualTo(5);
		assertThat(failure.sqlState()).isEqualTo("42703");
		assertThat(failure.failure().statementNumber()).isEqualTo(3);
	}

	@Test
	void saysWhatFailedWhereAndWhatToDo() {
		write("002_mails.sql", BROKEN);
		MigrationFailedException failure = migrateFailing();
		assertThat(failure).hasMessage("""
				Migration 002 mails failed
				  where:     %s/002_mails.sql:5 (statement 3 of 3)
				  statement: SELECT id, nmae FROM users
				  error:     column "nmae" does not exist
				  SQLSTATE:  42703
				  hint:      Perhaps you meant to reference the column "users.name".
				  outcome:   everything this migration did was rolled back""".formatted(folder().path()));
		assertThat(failure.action()).contains("002_mails.sql").contains("start again");
	}

	@Test
	void appliesTheMendedFileAtTheNextRun() {
		write("002_mails.sql", BROKEN);
		migrateFailing();
		write("002_mails.sql", BROKEN.replace("nmae", "name"));
		assertThat(migrate().scripts()).containsExactly("002_mails.sql");
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.FAILED, MigrationState.APPLIED);
		assertThat(migrator().status().state()).isEqualTo(DatabaseState.CURRENT);
	}

	@Test
	void addsNoRowsWhenItFailsAgainAndAgain() {
		write("002_mails.sql", BROKEN);
		migrateFailing();
		write("002_mails.sql", "SELECT nothing");
		migrateFailing();
		migrateFailing();
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.FAILED);
		assertThat(lastRow().error()).contains("nothing").contains("statement 1 of 1");
	}

	@Test
	void addsNoRowsWhenARepeatableFailsAgainAndAgain() {
		write("R__view.sql", "SELECT nothing");
		migrateFailing();
		migrateFailing();
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.FAILED);
	}

	@Test
	void showsTheFailureInTheStatus() {
		write("002_mails.sql", BROKEN);
		migrateFailing();
		MigrationStatus status = migrator().status();
		assertThat(status.state()).isEqualTo(DatabaseState.FAILED);
		assertThat(status.version()).isEqualTo("001");
		assertThat(info("002").state()).isEqualTo(MigrationState.FAILED);
		assertThat(info("002").error()).contains("42703");
	}

	@Test
	void namesADeferredConstraintThatFailsAtCommit() {
		write("002_children.sql", """
				CREATE TABLE parents (id bigint PRIMARY KEY);
				CREATE TABLE children (parent bigint REFERENCES parents DEFERRABLE INITIALLY DEFERRED);
				INSERT INTO children VALUES (1);
				""");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.sqlState()).isEqualTo("23503");
		assertThat(failure).hasMessageContaining("COMMIT (deferred constraints are checked there)")
			.hasMessageContaining("detail:    Key (parent)=(1) is not present");
		assertThat(exists("children")).isFalse();
		assertThat(lastRow().state()).isEqualTo(MigrationState.FAILED);
	}

}
