package dev.tidemark.boot.readiness;

import java.net.http.HttpResponse;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.boot.Brake;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.boot.WebTestApplication;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What HTTP answers while a migration runs, and after it.
 */
@PostgresTest
class GateTests {

	@TempDir
	private Path directory;

	private Brake brake;

	private TestApplication application;

	@BeforeEach
	void setUp(TestDatabase database) {
		this.brake = new Brake(database);
		MigrationFolder folder = new MigrationFolder(this.directory)
			.write("001_users.sql", "CREATE TABLE users (id int);")
			.write("002_slow.sql", Brake.SQL);
		this.application = new TestApplication(WebTestApplication.class).on(database, folder)
			.with("management.endpoint.health.group.readiness.include=readinessState",
					"management.endpoint.health.group.readiness.show-details=always");
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void refusesTrafficWhileAMigrationRuns(String type) {
		begin(type);
		HttpResponse<String> refused = this.application.get("/api/users");
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(refused.body())
			.startsWith("{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,")
			.contains("schema is not current");
		assertThat(this.application.isReady()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void isAliveAndNotReadyWhileAMigrationRuns(String type) {
		begin(type);
		HttpResponse<String> liveness = this.application.get("/actuator/health/liveness");
		HttpResponse<String> readiness = this.application.get("/actuator/health/readiness");
		assertThat(liveness.statusCode()).isEqualTo(200);
		assertThat(liveness.body()).doesNotContain("migrations");
		assertThat(readiness.statusCode()).isEqualTo(503);
		assertThat(readiness.body()).contains("\"migrations\":{")
			.contains("\"step\":\"002 slow (2 of 2)\"")
			.contains("\"state\":\"running\"");
		assertThat(this.application.get("/actuator/info").body()).contains("\"migrations\":{\"state\":\"running\"}");
		assertThat(this.application.get("/actuator/migrations").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void servesEverythingAfterTheMigrations(String type) {
		begin(type);
		this.brake.release();
		this.application.awaitReady();
		assertThat(this.application.get("/api/users").statusCode()).isEqualTo(200);
		assertThat(this.application.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
		HttpResponse<String> readiness = this.application.get("/actuator/health/readiness");
		assertThat(readiness.statusCode()).isEqualTo(200);
		assertThat(readiness.body()).contains("\"migrations\":{").contains("\"version\":\"002\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void letsEverythingPassWhereItIsDisabled(String type) {
		this.application.with("tidemark.gate.enabled=false");
		begin(type);
		assertThat(this.application.get("/api/nothing").statusCode()).isEqualTo(404);
		assertThat(this.application.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
	}

	private void begin(String type) {
		this.application.with("spring.main.web-application-type=" + type).begin();
		this.brake.awaitHeld();
	}

}
