package dev.tidemark;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.event.MigrationEvent.RetryScheduled;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.execution.RetrySettings;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.PendingMigrationsException;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.RollbackRequest;
import dev.tidemark.plan.StepReason;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A rollback that stops in the middle of a migration goes on there.
 */
@PostgresTest
class HalfUndoneTests extends AbstractMigratorTests {

	private static final String ALONE = "-- tidemark: transactional=false\n";

	private static final String MIXED = "INSERT INTO undone VALUES (1);\nDROP INDEX CONCURRENTLY users_id;\n"
			+ "INSERT INTO undone VALUES (2);\nSELECT 1/%s;\n";

	private void write(String down) {
		write("001_users.sql",
				"CREATE TABLE users (id int); CREATE INDEX users_id ON users (id); " + "CREATE TABLE undone (step int)")
			.write("001_users.down.sql", down);
	}

	private <T extends Exception> T rollbackFailing(Class<T> type) {
		return assertThatExceptionOfType(type).isThrownBy(() -> migrator().rollback(1)).actual();
	}

	private void failInTheMiddle() {
		write(MIXED.formatted("0"));
		migrate();
		assertThat(rollbackFailing(MigrationFailedException.class)).hasMessageContaining("2 of 4 statements are done")
			.hasMessageContaining("the next rollback goes on with statement 3");
	}

	private MigrationFailedException loseTheConnectionIn(String like) {
		BackgroundRun run = BackgroundRun.start(() -> migrator().rollback(1));
		awaitStatement(like);
		database().execute("""
				SELECT pg_terminate_backend(pid) FROM pg_stat_activity
				WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%s'
				""".formatted(like));
		return run.failure(MigrationFailedException.class);
	}

	@Test
	void goesOnAfterAnErrorWhereItStopped() {
		failInTheMiddle();
		assertThat(lastRow().state()).isEqualTo(MigrationState.APPLIED);
		assertThat(lastRow().statementsDone()).as("of the up script").isEqualTo(3);
		assertThat(lastRow().journal().undone()).isEqualTo(2);
		assertThat(lastRow().error()).contains("statement 4 of 4");
		write(MIXED.formatted("1"));
		assertThat(migrator().planRollback(RollbackRequest.steps(1).usingFiles()).steps()).singleElement()
			.satisfies((step) -> {
				assertThat(step.reason()).isEqualTo(StepReason.RESUME);
				assertThat(step.statementsDone()).isEqualTo(2);
			});
		migrator().rollback(RollbackRequest.steps(1).usingFiles());
		assertThat(values("SELECT step FROM undone ORDER BY step")).containsExactly("1", "2");
		assertThat(states()).containsExactly(MigrationState.ROLLED_BACK, MigrationState.ROLLED_BACK);
		assertThat(history()).extracting((row) -> row.journal()).containsOnly(StatementJournal.NONE);
	}

	@Test
	void refusesToGoOnWithAScriptThatBeganOtherwise() {
		failInTheMiddle();
		write("SELECT 1;\n" + MIXED.formatted("1"));
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> migrator().rollback(RollbackRequest.steps(1).usingFiles()))
			.withMessageContaining("001_users.down.sql: an earlier rollback has run 2 statements");
		assertThat(values("SELECT step FROM undone")).containsExactly("1");
	}

	@Test
	void migratesNothingWhileAMigrationIsHalfUndone() {
		failInTheMiddle();
		write("002_more.sql", "CREATE TABLE more ()");
		String message = failing(InvalidMigrationsException.class, migrator()).getMessage();
		assertThat(message).contains("migration 001 users is half undone: a rollback has done 2 statements")
			.contains("run the rollback again");
		assertThat(exists("more")).isFalse();
		assertThat(info("001").state()).isEqualTo(MigrationState.FAILED);
		assertThat(migrator().status().state()).isEqualTo(DatabaseState.FAILED);
		assertThatExceptionOfType(PendingMigrationsException.class).isThrownBy(() -> migrator().verify());
		database().execute(message.substring(message.indexOf("UPDATE")));
		assertThat(migrate().scripts()).containsExactly("002_more.sql");
	}

	@Test
	void refusesEvenWhereThisReleaseDoesNotKnowIt() {
		failInTheMiddle();
		folder().delete("001_users.sql").delete("001_users.down.sql");
		write("000_first.sql", "SELECT 1");
		assertThat(failing(InvalidMigrationsException.class, migrator()))
			.hasMessageContaining("001 users is half undone");
	}

	@Test
	void finishesWhatIsHalfUndoneBeforeAnythingElse() {
		failInTheMiddle();
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> migrator().rollback(RollbackRequest.to(Version.of("1"))))
			.withMessageContaining("migration 001 users is half undone, and this rollback would leave it so");
	}

	@Test
	void asksTheCatalogAfterALostConnection() {
		write("INSERT INTO undone VALUES (1);\nDROP INDEX CONCURRENTLY users_id;\nDROP TABLE users, undone");
		migrate();
		try (OtherSession other = OtherSession.open(database(), "old")) {
			other.begin("SELECT count(*) FROM users");
			assertThat(loseTheConnectionIn("DROP INDEX CONCURRENTLY%")).hasMessageContaining(
					"the connection was lost, and the next rollback sees in the catalog whether it was done");
		}
		assertThat(lastRow().journal().running()).startsWith("2 sha256:");
		assertThat(lastRow().journal().undone()).isEqualTo(1);
		migrator().rollback(1);
		assertThat(exists("users")).isFalse();
		assertThat(states()).containsExactly(MigrationState.ROLLED_BACK, MigrationState.ROLLED_BACK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "it was done:", "it was not done:" })
	void asksWhatNobodyCanKnowAndTakesEitherAnswer(String answer) {
		write(ALONE + "INSERT INTO undone VALUES (1);\nINSERT INTO undone SELECT 2 FROM pg_sleep(600);\n"
				+ "INSERT INTO undone VALUES (3)");
		migrate();
		loseTheConnectionIn("%pg_sleep(600)%");
		String message = rollbackFailing(InvalidMigrationsException.class).getMessage();
		assertThat(message).contains("001_users.down.sql:3:1")
			.contains("the process that ran statement 2 (INSERT INTO");
		String update = message.lines().filter((line) -> line.strip().startsWith(answer)).findFirst().orElseThrow();
		database().execute(update.substring(update.indexOf("UPDATE")));
		write(ALONE + "INSERT INTO undone VALUES (1);\nINSERT INTO undone SELECT 2 FROM pg_sleep(%s);\n"
			.formatted(answer.contains("not") ? "0" : "600") + "INSERT INTO undone VALUES (3)");
		migrator().rollback(RollbackRequest.steps(1).usingFiles());
		assertThat(values("SELECT step FROM undone ORDER BY step"))
			.isEqualTo(answer.contains("not") ? List.of("1", "2", "3") : List.of("1", "3"));
		assertThat(lastRow().state()).isEqualTo(MigrationState.ROLLED_BACK);
	}

	@Test
	void repeatsAStatementWhoseErrorWasSeen() {
		write(ALONE + "INSERT INTO undone VALUES (1);\nINSERT INTO nowhere VALUES (2)");
		migrate();
		rollbackFailing(MigrationFailedException.class);
		assertThat(lastRow().journal().running()).isNull();
		database().execute("CREATE TABLE nowhere (id int)");
		migrator().rollback(1);
		assertThat(values("SELECT step FROM undone")).containsExactly("1");
		assertThat(values("SELECT id FROM nowhere")).containsExactly("2");
	}

	@Test
	void triesAgainAfterALockTimeout() {
		write("DROP TABLE users");
		migrate();
		Migrator impatient = migrator(settings().withExecution(new ExecutionSettings(Duration.ofMillis(100), null,
				new RetrySettings(Duration.ofMinutes(1), Duration.ofMillis(10), Duration.ofMillis(10)))));
		BackgroundRun run;
		try (OtherSession other = OtherSession.open(database(), "other")) {
			other.execute("BEGIN; LOCK TABLE users");
			run = BackgroundRun.start(() -> impatient.rollback(1));
			awaitLockWait(Duration.ofMillis(10));
			await().until(() -> events().of(RetryScheduled.class).size() > 1);
		}
		run.report();
		assertThat(exists("users")).isFalse();
	}

}
