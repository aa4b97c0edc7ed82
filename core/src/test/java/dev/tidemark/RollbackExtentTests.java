package dev.tidemark;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.RollbackRequest;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How far a rollback goes.
 */
@PostgresTest
class RollbackExtentTests extends AbstractMigratorTests {

	@BeforeEach
	void setUp() {
		create("001", "users");
		create("003", "mails");
		write("R__ids.sql", "CREATE VIEW ids AS SELECT 1 AS id\n-- migrate:down\nDROP VIEW ids");
		migrate();
		create("002", "late");
		migrate();
	}

	private void create(String version, String table) {
		write("%s_%s.sql".formatted(version, table),
				"CREATE TABLE %1$s ();\n-- migrate:down\nDROP TABLE %1$s;\n".formatted(table));
	}

	private MigrationReport rollbackTo(String version) {
		return migrator().rollback(RollbackRequest.to(Version.of(version)));
	}

	@Test
	void undoesWhatWasInstalledAfterAVersionWhichStays() {
		assertThat(rollbackTo("3").scripts()).containsExactly("002_late.sql", "R__ids.sql");
		assertThat(exists("mails")).isTrue();
		assertThat(List.of(exists("late"), exists("ids"))).containsOnly(false);
	}

	@Test
	void goesByTheOrderOfInstallationAndNotOfVersions() {
		assertThat(rollbackTo("2").scripts()).as("nothing was installed after it").isEmpty();
		assertThat(rollbackTo("1").scripts()).containsExactly("002_late.sql", "R__ids.sql", "003_mails.sql");
	}

	@ParameterizedTest
	@CsvSource({ "0", "000" })
	void undoesEverythingDownToVersionZero(String version) {
		assertThat(rollbackTo(version).scripts()).hasSize(4);
		assertThat(migrator().status().version()).isNull();
	}

	@Test
	void takesAnotherVersionBelowAllForAMistake() {
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> rollbackTo("0.9"))
			.withMessageContaining("version 0.9 is not applied")
			.withMessageContaining("to undo everything, say version 0");
		assertThat(exists("users")).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "2.5, 002", "12, 003" })
	void refusesAVersionThatIsNotApplied(String version, String nearest) {
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> rollbackTo(version))
			.withMessageContaining("version %s is not applied", version)
			.withMessageContaining("the nearest applied version below it is " + nearest);
		assertThat(exists("late")).isTrue();
	}

	@Test
	void refusesAVersionThatWasUndone() {
		migrator().rollback(1);
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> rollbackTo("002"))
			.withMessageContaining("version 002 is not applied");
	}

	@Test
	void undoesExactlyWhatThisReleaseDoesNotKnow() {
		folder().delete("003_mails.sql").delete("R__ids.sql");
		MigrationReport report = migrator().rollback(RollbackRequest.toRelease());
		assertThat(report.scripts()).containsExactly("R__ids.sql", "003_mails.sql");
		assertThat(exists("late")).as("newer, and known").isTrue();
		assertThat(report.status().pending()).isZero();
		assertThat(migrator().rollback(RollbackRequest.toRelease()).scripts()).isEmpty();
	}

	@Test
	void knowsWhatABaselineStandsForThoughItsFilesAreGone() {
		create("004", "newest");
		migrate();
		folder().delete("001_users.sql")
			.delete("002_late.sql")
			.delete("003_mails.sql")
			.delete("004_newest.sql")
			.write("B003__all.sql", "CREATE TABLE users ();CREATE TABLE late ();CREATE TABLE mails ();");
		assertThat(migrator().rollback(RollbackRequest.toRelease()).scripts()).containsExactly("004_newest.sql");
		assertThat(List.of(exists("users"), exists("late"), exists("mails"))).containsOnly(true);
	}

	@Test
	void takesAMissingFileBelowWhatThisReleaseKnowsForAMistake() {
		folder().delete("001_users.sql");
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> migrator().rollback(RollbackRequest.toRelease()))
			.withMessageContaining("does not know 001 users")
			.withMessageContaining("its file is missing here");
		assertThat(exists("users")).isTrue();
	}

	@Test
	void refusesToUndoAnythingElseThanWasPlanned() {
		RollbackRequest request = RollbackRequest.steps(1);
		RollbackRequest planned = request.asPlanned(migrator().planRollback(request));
		migrator().rollback(planned);
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> migrator().rollback(planned))
			.withMessageContaining("the history has changed since this rollback was planned")
			.withMessageContaining("now it would undo repeatable ids");
		assertThat(exists("ids")).isTrue();
	}

	@Test
	void undoesNothingWhereThisReleaseKnowsAll() {
		assertThat(migrator().rollback(RollbackRequest.toRelease()).scripts()).isEmpty();
	}

	@Test
	void takesAReleaseWithoutAnyMigrationForAMistake() {
		Migrator empty = migrator(settings().withLocations("classpath:nowhere").withFailOnMissingLocation(false));
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> empty.rollback(RollbackRequest.toRelease()))
			.withMessageContaining("this release brings no migration at all");
		assertThat(exists("users")).isTrue();
	}

	@Test
	void namesAJavaMigrationThatThisReleaseDoesNotKnow() {
		migrator(CodeMigration.of(new V004__Load())).migrate();
		folder().delete("002_late.sql").delete("003_mails.sql");
		database().execute("UPDATE schema_migrations SET down_script = NULL WHERE version = '003'");
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> migrator().rollback(RollbackRequest.toRelease()))
			.withMessageContaining("2 problems")
			.withMessageContaining(
					"migration 004 Load cannot be undone: it is written in Java, and this release does not know it")
			.withMessageContaining(
					"migration 003 mails cannot be undone: this release does not know it, and no down script of it is stored");
		assertThat(exists("late")).as("nothing is undone").isTrue();
	}

	@Test
	void plansWithoutDoingAnythingAndWithoutTheLock() {
		database()
			.execute("UPDATE schema_migrations SET down_script = 'DROP TABLE late CASCADE' WHERE version = '002'");
		try (OtherSession other = OtherSession.open(database(), "other")) {
			other.execute("BEGIN; LOCK TABLE schema_migrations IN SHARE MODE");
			MigrationPlan plan = migrator().planRollback(RollbackRequest.steps(2));
			assertThat(plan.labels()).containsExactly("002 late", "repeatable ids");
			assertThat(plan.warnings()).hasSize(1);
		}
		assertThat(exists("late")).isTrue();
		assertThat(history()).hasSize(4).allMatch(AppliedMigration::applied);
	}

	@Test
	void leavesARowForEachWayUpAndDown() {
		migrator().rollback(1);
		migrate();
		assertThat(history().stream().filter((row) -> "002".equals(String.valueOf(row.version()))))
			.extracting((row) -> row.state().word() + " " + row.script())
			.containsExactly("rolled_back 002_late.sql", "rolled_back 002_late.sql", "applied 002_late.sql");
		assertThat(
				values("SELECT up_script IS NOT NULL AND down_script LIKE '%DROP TABLE late%' AND checksum IS NOT NULL "
						+ "FROM schema_migrations WHERE version = '002'"))
			.containsExactly("t", "t", "t");
	}

	static final class V004__Load implements JavaMigration {

		@Override
		public void up(MigrationContext context) {
			context.jdbc().sql("SELECT 1").query(Integer.class).single();
		}

		@Override
		public void down(MigrationContext context) {
			context.jdbc().sql("SELECT 1").query(Integer.class).single();
		}

	}

}
