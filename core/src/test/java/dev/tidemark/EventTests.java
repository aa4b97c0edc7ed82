package dev.tidemark;

import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import dev.tidemark.event.MigrationEvent.RunFailed;
import dev.tidemark.event.MigrationEvent.RunFinished;
import dev.tidemark.event.MigrationEvent.RunStarted;
import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.MigrationEvent.StepFailed;
import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.PendingMigrationsException;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class EventTests extends AbstractMigratorTests {

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (id bigint);\nINSERT INTO users VALUES (1);\n");
	}

	@Test
	void tellsARunInOrder() {
		migrate();
		assertThat(events().names()).containsExactly("LockAcquired", "Noted", "RunStarted", "StepStarted",
				"StatementStarted", "StatementStarted", "StepFinished", "RunFinished");
		assertThat(events().of(RunStarted.class).get(0).steps()).containsExactly("001 users");
		assertThat(events().of(StatementStarted.class)).extracting(StatementStarted::number).containsExactly(1, 2);
		assertThat(events().of(StatementStarted.class)).extracting(StatementStarted::line).containsExactly(1, 2);
		StepFinished finished = events().of(StepFinished.class).get(0);
		assertThat(finished.step().version()).isEqualTo("001");
		assertThat(finished.step().direction()).isEqualTo("up");
		assertThat(finished.step().number()).isEqualTo(1);
		assertThat(finished.step().total()).isEqualTo(1);
		RunFinished run = events().of(RunFinished.class).get(0);
		assertThat(run.version()).isEqualTo("001");
		assertThat(run.steps()).containsExactly("001 users");
		assertThat(run.known()).isEqualTo(1);
	}

	@Test
	void tellsOnlyTheEndWhenThereIsNothingToDo() {
		migrate();
		RecordedEvents second = new RecordedEvents();
		migrator().withListeners(List.of(second)).migrate();
		assertThat(second.names()).containsExactly("RunFinished");
		assertThat(second.of(RunFinished.class).get(0).steps()).isEmpty();
	}

	@Test
	void tellsAFailure() {
		write("001_users.sql", "SELECT 1/0");
		MigrationFailedException failure = migrateFailing();
		assertThat(events().names()).containsExactly("LockAcquired", "Noted", "RunStarted", "StepStarted",
				"StatementStarted", "StepFailed", "RunFailed");
		assertThat(events().of(StepFailed.class).get(0).failure()).isEqualTo(failure.failure());
		assertThat(events().of(RunFailed.class).get(0).exception()).isSameAs(failure);
	}

	@Test
	void goesOnWhenAListenerThrows() {
		RecordedEvents others = new RecordedEvents();
		Migrator migrator = migrator().withListeners(List.of((event) -> {
			throw new IllegalStateException("listener");
		}, others));
		try (CapturedLog log = new CapturedLog()) {
			assertThat(migrator.migrate().scripts()).containsExactly("001_users.sql");
			assertThat(log.messages(Level.WARN)).isNotEmpty()
				.allMatch((message) -> message.contains("the run goes on"));
		}
		assertThat(others.names()).contains("RunStarted", "StepFinished", "RunFinished");
		assertThat(values("SELECT id FROM users")).containsExactly("1");
	}

	@Test
	void logsALineForEachMigrationAndOneForTheRun() {
		try (CapturedLog log = new CapturedLog()) {
			migrate();
			assertThat(log.messages(Level.INFO)).satisfiesExactly(
					(line) -> assertThat(line)
						.isEqualTo("Database 'default': The database is fresh: every migration runs"),
					(line) -> assertThat(line)
						.matches("Database 'default': applied 001 users \\(1 of 1, pending\\) in \\d+ ms"),
					(line) -> assertThat(line)
						.matches("Database 'default' is at version 001: 1 migration done in \\d+ ms"));
			assertThat(log.messages(Level.DEBUG))
				.contains("Database 'default': 001 users statement 2, line 2: INSERT INTO users VALUES (1)");
		}
	}

	@Test
	void logsOneLineWhenThereIsNothingToDo() {
		migrate();
		try (CapturedLog log = new CapturedLog()) {
			migrate();
			assertThat(log.messages(Level.INFO)).singleElement()
				.asString()
				.matches("Database 'default' is current at version 001: 1 migration known, nothing to do, "
						+ "checked in \\d+ ms");
		}
	}

	@Test
	void putsDatabaseAndVersionIntoTheContextOfTheLog() {
		List<String> seen = new ArrayList<>();
		CodeMigration code = new CodeMigration(Version.of("2"), "code", "test.Code", false,
				(context) -> seen.add(MDC.get("tidemark.database") + " " + MDC.get("tidemark.version")));
		migrator(code).migrate();
		assertThat(seen).containsExactly("default 2");
		assertThat(MDC.get("tidemark.database")).isNull();
		assertThat(MDC.get("tidemark.version")).isNull();
	}

	@Test
	void verifiesThatNothingIsPendingAndRunsNothing() {
		Migrator migrator = migrator();
		PendingMigrationsException failure = assertThatExceptionOfType(PendingMigrationsException.class)
			.isThrownBy(migrator::verify)
			.actual();
		assertThat(failure.pending()).containsExactly("001 users");
		assertThat(exists("users")).isFalse();
		assertThat(exists("schema_migrations")).isFalse();
		migrate();
		assertThat(migrator.verify().status().pending()).isZero();
	}

}
