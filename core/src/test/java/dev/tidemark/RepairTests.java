package dev.tidemark;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.jdbc.Capabilities;
import dev.tidemark.lock.AdvisoryLock;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.RepairException;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class RepairTests extends AbstractMigratorTests {

	private static final Version ONE = Version.of("001");

	private static final Version TWO = Version.of("2");

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (id bigint);\n-- migrate:down\nDROP TABLE users;\n");
		write("002_mails.sql", "CREATE TABLE mails (id bigint); CREATE INDEX ON mails (id)");
	}

	@Test
	void marksAPendingMigrationAsAppliedWithoutRunningIt() {
		Repair repair = migrator().markApplied(TWO);
		assertThat(repair.state()).isNull();
		assertThat(exists("mails")).isFalse();
		AppliedMigration row = lastRow();
		assertThat(row.state()).isEqualTo(MigrationState.APPLIED);
		assertThat(row.version()).hasToString("002");
		assertThat(row.statementsDone()).isEqualTo(2);
		assertThat(row.appliedFrom()).endsWith("(repair: marked as applied, not run)");
		assertThat(migrate().scripts()).containsExactly("001_users.sql");
	}

	@Test
	void tellsTheRepairToListeners() {
		migrator().markApplied(TWO);
		assertThat(events().warnings())
			.anySatisfy((warning) -> assertThat(warning).contains("Repair: migration 002 mails")
				.contains("recorded as applied, and was not run"));
	}

	@Test
	void namesTheRowInAPreviewAndWritesNothing() {
		migrate();
		assertThat(migrator().previewForget(ONE).text()).contains("Migration 001 users (applied since 20")
			.contains("by postgres, from tidemark@")
			.contains("going to be pending again");
		assertThat(migrator().previewForget(ONE).state()).isEqualTo(MigrationState.APPLIED);
		write("003_later.sql", "SELECT 1");
		assertThat(migrator().previewMarkApplied(Version.of("3")).text())
			.contains("Migration 003 later (pending: it has no row) is going to be recorded as applied");
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.APPLIED);
	}

	@Test
	void doesWhatWasConfirmedAndNotWhatHasComeToBe() {
		Repair previewed = migrator().previewMarkApplied(TWO);
		write("002_mails.sql", "SELECT 1/0");
		migrateFailing();
		assertThatExceptionOfType(RepairException.class).isThrownBy(() -> migrator().repair(previewed))
			.withMessageContaining("has changed since that was shown")
			.withMessageContaining("failed since");
		assertThat(lastRow().state()).isEqualTo(MigrationState.FAILED);
		migrator().repair(migrator().previewMarkApplied(TWO));
		assertThat(lastRow().state()).isEqualTo(MigrationState.APPLIED);
	}

	@Test
	void endsAnAttemptThatWasInterrupted() {
		write("002_mails.sql", "CREATE TABLE mails (id bigint); VACUUM mails; SELECT 1/0");
		migrateFailing();
		database().jdbc().sql("UPDATE schema_migrations SET state = 'running' WHERE id = 2").update();
		Repair repair = migrator().markApplied(TWO);
		assertThat(repair.state()).isEqualTo(MigrationState.RUNNING);
		assertThat(repair.statementsDone()).isEqualTo(2);
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.FAILED, MigrationState.APPLIED);
		assertThat(history().get(1).error()).contains("22012").contains("Ended by a repair");
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void keepsTheRowOfAFailureThatIsMarkedAsApplied() {
		write("002_mails.sql", "SELECT 1/0");
		migrateFailing();
		migrator().markApplied(TWO);
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.FAILED, MigrationState.APPLIED);
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void forgetsAMigrationSoThatItIsPendingAgain() {
		migrate();
		database().jdbc().sql("DROP TABLE mails").update();
		Repair repair = migrator().forget(TWO);
		assertThat(repair.appliedBy()).isEqualTo("postgres");
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.ROLLED_BACK,
				MigrationState.ROLLED_BACK);
		assertThat(lastRow().appliedFrom()).endsWith("(repair: forgotten, not undone)");
		assertThat(info("002").state()).isEqualTo(MigrationState.ROLLED_BACK);
		assertThat(migrate().scripts()).containsExactly("002_mails.sql");
	}

	@Test
	void forgetsAHalfDoneMigrationSoThatItBeginsAnew() {
		write("002_mails.sql", "CREATE TABLE mails (id bigint); VACUUM mails; SELECT 1/0");
		migrateFailing();
		database().jdbc().sql("DROP TABLE mails").update();
		migrator().forget(TWO);
		write("002_mails.sql", "CREATE TABLE mails (id text)");
		assertThat(migrate().scripts()).containsExactly("002_mails.sql");
	}

	@Test
	void forgetsARowThatNoFileHas() {
		migrate();
		folder().delete("002_mails.sql");
		migrator().forget(TWO);
		assertThat(migrator().current()).contains(ONE);
		assertThat(migrator().validate().warnings()).isEmpty();
	}

	@Test
	void refusesWhatMakesNoSense() {
		assertThat(refusalOf(() -> migrator().forget(TWO))).contains("The history has no row of version 2");
		migrate();
		assertThat(refusalOf(() -> migrator().markApplied(ONE))).contains("Migration 001 users is applied already");
		assertThat(refusalOf(() -> migrator().markApplied(Version.of("003"))))
			.contains("No migration has the version 003 (did you mean 001?)");
		assertThat(refusalOf(() -> migrator().forget(Version.of("012"))))
			.contains("The history has no row of version 012 (did you mean 002?)");
		assertThat(states()).hasSize(2);
	}

	@Test
	void refusesToForgetTwice() {
		migrate();
		migrator().forget(TWO);
		assertThat(refusalOf(() -> migrator().forget(TWO)))
			.contains("Migration 002 mails is not applied: it was undone");
	}

	@Test
	void refusesABaselineAndWhatItCovers() {
		write("B002__base.sql", "CREATE TABLE users (id bigint)");
		folder().delete("001_users.sql").delete("002_mails.sql");
		write("V1__users.sql", "SELECT 1").write("V2__mails.sql", "SELECT 1");
		migrate();
		assertThat(refusalOf(() -> migrator().forget(TWO))).contains("is a baseline");
		assertThat(refusalOf(() -> migrator().markApplied(ONE))).contains("is covered by the baseline");
	}

	@Test
	void isRefusedWhileAnotherMigratorHoldsTheLock() {
		migrate();
		long key = new AdvisoryLock("public", "schema_migrations", new Capabilities(true, true, true)).key();
		try (OtherSession other = OtherSession.open(database(), "other")) {
			other.execute("SELECT pg_advisory_lock(%d)".formatted(key));
			MigratorSettings impatient = settings()
				.withLock(new LockSettings(null, Duration.ofMillis(200), null, null));
			assertThatExceptionOfType(MigrationLockException.class).isThrownBy(() -> migrator(impatient).forget(TWO));
		}
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.APPLIED);
	}

	private static String refusalOf(Runnable repair) {
		return String.valueOf(assertThatExceptionOfType(RepairException.class).isThrownBy(repair::run)
			.withMessageContaining("Nothing was written")
			.actual()
			.getMessage());
	}

}
