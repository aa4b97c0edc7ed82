package dev.tidemark.boot.startup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.NestedExceptionUtils;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.WaitSettings;
import dev.tidemark.boot.LogLines;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.boot.WebTestApplication;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationWaitException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * {@code tidemark.mode=wait}, as a login that may read and write rows and nothing else.
 */
@PostgresTest
class WaitModeTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	private TestApplication application;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int)");
		TestRole role = testDatabase.createRole("");
		testDatabase.execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + role.name());
		this.application = new TestApplication(WebTestApplication.class).on(testDatabase, this.folder)
			.with("spring.main.web-application-type=servlet", "spring.datasource.username=" + role.name(),
					"spring.datasource.password=" + role.password(), "tidemark.mode=wait",
					"tidemark.wait.poll-interval=50ms", "management.endpoint.health.show-details=always",
					"management.endpoint.migrations.access=unrestricted");
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void isAliveAndRefusesTrafficUntilAnotherProcessHasMigrated() {
		this.application.begin();
		awaitWaiting();
		assertThat(this.application.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
		assertThat(this.application.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
		assertThat(this.application.get("/api/users").statusCode()).isEqualTo(503);
		assertThat(this.application.get("/actuator/health").body()).contains("\"state\":\"pending\"")
			.contains("\"pending\":1")
			.contains("\"waits\":\"for another process to migrate, for ");
		assertThat(this.application.get("/actuator/migrations").body()).contains("\"state\":\"pending\"");
		assertThat(awaitActive()).isPositive();
		assertThat(this.application.isReady()).isFalse();
		migrate();
		this.application.awaitReady();
		assertThat(this.application.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
		assertThat(this.application.get("/api/users").statusCode()).isEqualTo(200);
		assertThat(this.application.get("/actuator/health").body()).contains("\"state\":\"current\"")
			.doesNotContain("\"waits\"");
		assertThat(awaitActive()).isZero();
	}

	@Test
	void keepsWhatUsesTheDatabaseBackAtStartupToo() {
		this.application.with("tidemark.run-at=startup").begin();
		await().atMost(Duration.ofSeconds(60)).until(this::waits);
		assertThat(this.application.isReady()).isFalse();
		migrate();
		this.application.awaitReady();
		assertThat(this.application.get("/api/users").body()).isEqualTo("0");
	}

	@Test
	void showsWhatTheOtherFailsAtAndGoesOnWaiting() {
		this.folder.write("002_mails.sql", "INSERT INTO mails VALUES (1)");
		this.application.begin();
		awaitWaiting();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(this::migrate);
		await().until(() -> phase().state() == DatabaseState.FAILED);
		assertThat(this.application.get("/actuator/health").body()).contains("\"status\":\"OUT_OF_SERVICE\"")
			.contains("Migration 002 mails failed at")
			.contains("relation \\\"mails\\\" does not exist");
		this.database.execute("CREATE TABLE mails (id int)");
		migrate();
		this.application.awaitReady();
	}

	@Test
	void endsTheWaitAtOnceWhenItStops() {
		try (LogLines lines = LogLines.of("dev.tidemark", Level.INFO)) {
			this.application.with("tidemark.wait.poll-interval=1h").begin();
			awaitWaiting();
			Instant before = Instant.now();
			this.application.close();
			assertThatExceptionOfType(MigrationCancelledException.class).isThrownBy(this.application::awaitReady);
			assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
			assertThat(lines.text())
				.contains("The application stops: it waits no longer for another process to migrate")
				.doesNotContain("rolled back");
		}
	}

	@Test
	void endsAWaitOfTheApplicationsOwnWhenItStops() {
		this.application.with("tidemark.run-at=manual").start();
		Migrator migrator = this.application.context().getBean(Migrator.class);
		Thread own = new Thread(() -> assertThatExceptionOfType(MigrationCancelledException.class)
			.isThrownBy(() -> migrator.await(new WaitSettings(null, Duration.ofHours(1)))));
		own.start();
		await().atMost(Duration.ofSeconds(60)).until(this::waits);
		this.application.close();
		await().atMost(Duration.ofSeconds(5)).until(() -> !own.isAlive());
	}

	@Test
	void stopsTheApplicationWhenTheTimeIsOver() {
		this.application.with("tidemark.wait.timeout=200ms");
		assertThatExceptionOfType(Exception.class).isThrownBy(this.application::start)
			.extracting(NestedExceptionUtils::getMostSpecificCause)
			.isInstanceOf(MigrationWaitException.class);
	}

	@Test
	void waitsAgainWhenTheEndpointIsAskedToRetry() {
		this.application.with("tidemark.wait.timeout=200ms", "tidemark.on-failure=refuse-traffic").start();
		assertThat(this.application.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
		assertThat(this.application.get("/actuator/health").body()).contains("still pending");
		migrate();
		assertThat(this.application.post("/actuator/migrations/default/retry").statusCode()).isEqualTo(200);
		await().until(() -> this.application.get("/actuator/health/readiness").statusCode() == 200);
	}

	private void awaitWaiting() {
		this.application.port();
		await().atMost(Duration.ofSeconds(60)).until(this::waits);
	}

	private boolean waits() {
		return this.application.context().getBeanFactory().containsSingleton("tidemarkPhase")
				&& phase().awaited() != null;
	}

	private MigrationPhase.Snapshot phase() {
		return this.application.context().getBean(MigrationPhase.class).current();
	}

	private double awaitActive() {
		return Objects
			.requireNonNull(
					this.application.context().getBean(MeterRegistry.class).find("tidemark.await.active").timeGauge())
			.value(TimeUnit.SECONDS);
	}

	private void migrate() {
		Migrator.of(this.database.dataSource(), MigratorSettings.defaults().withLocations(this.folder.location()))
			.migrate();
	}

}
