package dev.tidemark.boot.startup;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;

import dev.tidemark.boot.LogLines;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.boot.WebTestApplication;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@PostgresTest
class RefuseTrafficTests {

	private static final String BROKEN = "CREATE TABLE users (id int); SELECT 1 / 0;";

	@TempDir
	private Path directory;

	private MigrationFolder folder;

	private TestApplication application;

	@BeforeEach
	void setUp(TestDatabase database) {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", BROKEN);
		this.application = new TestApplication(WebTestApplication.class).on(database, this.folder)
			.with("tidemark.on-failure=refuse-traffic", "management.endpoint.migrations.access=unrestricted",
					"management.endpoint.health.show-details=always");
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ready", "startup" })
	void staysUpAndRefusesTraffic(String runAt) {
		this.application.with("tidemark.run-at=" + runAt).start();
		assertThat(readiness()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		assertThat(this.application.get("/api/users").statusCode()).isEqualTo(503);
		assertThat(this.application.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
		assertThat(this.application.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
		HttpResponse<String> health = this.application.get("/actuator/health");
		assertThat(health.statusCode()).isEqualTo(503);
		assertThat(health.body()).contains("\"error\":\"Migration 001 users failed").contains("\"status\":\"DOWN\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ready", "startup" })
	void opensEverythingOnceARetryOfTheMendedFileSucceeds(String runAt) {
		this.application.with("tidemark.run-at=" + runAt).start();
		this.folder.write("001_users.sql", "CREATE TABLE users (id int);");
		assertThat(this.application.post("/actuator/migrations/default/retry").statusCode()).isEqualTo(200);
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(readiness()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC));
		assertThat(this.application.get("/api/users").body()).isEqualTo("0");
		assertThat(this.application.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
		assertThat(this.application.get("/actuator/health").statusCode()).isEqualTo(200);
	}

	@Test
	void staysClosedWhereTheRetryFailsToo() {
		this.application.start();
		try (LogLines lines = LogLines.of("dev.tidemark", Level.INFO)) {
			this.application.post("/actuator/migrations/default/retry");
			await().atMost(Duration.ofSeconds(20))
				.until(() -> lines.at(Level.ERROR).stream().anyMatch((line) -> line.contains("division by zero")));
		}
		assertThat(readiness()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		assertThat(this.application.get("/api/users").statusCode()).isEqualTo(503);
	}

	@Test
	void hasNothingToRetryAfterASuccess() {
		this.folder.write("001_users.sql", "CREATE TABLE users (id int);");
		this.application.start();
		assertThat(this.application.post("/actuator/migrations/default/retry").statusCode()).isEqualTo(400);
	}

	@Test
	void logsTheFailureOnceWithWhatToDo() {
		try (LogLines lines = LogLines.of("dev.tidemark", Level.INFO)) {
			this.application.start();
			assertThat(lines.at(Level.ERROR)).singleElement()
				.asString()
				.contains("refuses traffic")
				.contains("001_users.sql:1")
				.contains("division by zero")
				.contains("everything this migration did was rolled back")
				.containsPattern("Mend \\S*001_users.sql");
		}
	}

	private ReadinessState readiness() {
		return this.application.context().getBean(ApplicationAvailability.class).getReadinessState();
	}

}
