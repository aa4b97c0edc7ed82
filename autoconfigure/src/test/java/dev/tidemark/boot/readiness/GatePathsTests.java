package dev.tidemark.boot.readiness;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.boot.WebTestApplication;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which paths pass a closed gate: here it stays closed, since the migration fails.
 */
@PostgresTest
class GatePathsTests {

	private static final int REFUSED = 503;

	@TempDir
	private Path directory;

	private TestApplication application;

	@BeforeEach
	void setUp(TestDatabase database) {
		this.application = new TestApplication(WebTestApplication.class)
			.on(database, new MigrationFolder(this.directory).write("001_users.sql", "SELECT 1 / 0;"))
			.with("tidemark.on-failure=refuse-traffic");
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@CsvSource({ "servlet, server.servlet.context-path=/shop", "reactive, spring.webflux.base-path=/shop",
			"servlet, spring.mvc.servlet.path=/shop" })
	void findsActuatorBelowTheApplicationsPath(String type, String property) {
		start(type, property);
		assertStatus("/shop/actuator/health/liveness", 200);
		assertStatus("/shop/actuator/migrations", 200);
		assertStatus("/shop/api/users", REFUSED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void findsActuatorAtTheRoot(String type) {
		start(type, "management.endpoints.web.base-path=/");
		assertStatus("/health/liveness", 200);
		assertStatus("/migrations", 200);
		assertStatus("/api/users", REFUSED);
		assertStatus("/", REFUSED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void findsActuatorAtAnotherPath(String type) {
		start(type, "management.endpoints.web.base-path=/manage");
		assertStatus("/manage/health/liveness", 200);
		assertStatus("/actuator/health/liveness", REFUSED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void refusesWhatOnlyLooksLikeActuator(String type) {
		start(type, "management.endpoints.web.base-path=/actuator");
		assertStatus("/actuator-like", REFUSED);
		assertStatus("/api/users/actuator/health", REFUSED);
		assertThat(this.application.get("/actuator/../api/users").statusCode()).isIn(REFUSED, 404);
		assertThat(this.application.get("/actuator/..;/api/users").statusCode()).isIn(REFUSED, 404);
		assertThat(this.application.context().getBean(WebTestApplication.Api.class).calls()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void leavesManagementOnAnotherPortAlone(String type) {
		start(type, "management.server.port=0", "management.server.address=127.0.0.1");
		int management = this.application.managementPort();
		assertThat(this.application.get(management, "/actuator/health/liveness").statusCode()).isEqualTo(200);
		assertThat(this.application.get(management, "/actuator/health/readiness").statusCode()).isEqualTo(503);
		assertThat(this.application.get(management, "/actuator/migrations").statusCode()).isEqualTo(200);
		assertStatus("/api/users", REFUSED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void refusesTheApplicationsOwnPathsWhereManagementHasAnotherPort(String type) {
		start(type, "management.server.port=0", "management.server.address=127.0.0.1",
				"management.endpoints.web.base-path=/");
		assertThat(this.application.get(this.application.managementPort(), "/info").statusCode()).isEqualTo(200);
		assertStatus("/info", REFUSED);
	}

	@ParameterizedTest
	@CsvSource({ "servlet, 0", "reactive, 0", "servlet, same", "reactive, same" })
	void findsAdditionalPathsOfTheProbes(String type, String port) {
		if (port.equals("0")) {
			this.application.with("management.server.port=0", "management.server.address=127.0.0.1");
		}
		start(type, "management.endpoint.health.group.readiness.additional-path=server:/readyz",
				"management.endpoint.health.group.readiness.include=readinessState",
				"management.endpoint.health.group.liveness.include=livenessState",
				"management.endpoint.health.group.liveness.additional-path=server:/livez");
		assertStatus("/livez", 200);
		assertStatus("/readyz", 503);
		assertThat(this.application.get("/readyz").headers().firstValue("Retry-After")).isEmpty();
		assertStatus("/api/users", REFUSED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "readinessState", "readinessState,db" })
	void staysInAReadinessGroupOfTheApplicationsOwn(String include) {
		start("servlet", "management.endpoint.health.group.readiness.include=" + include,
				"management.endpoint.health.group.readiness.show-components=always");
		assertThat(this.application.get("/actuator/health/readiness").body())
			.contains("\"migrations\":{\"status\":\"DOWN\"");
	}

	@Test
	void isInNoOtherGroup() {
		start("servlet", "management.endpoint.health.group.custom.include=db",
				"management.endpoint.health.group.custom.show-components=always");
		assertThat(this.application.get("/actuator/health/custom").body()).doesNotContain("migrations");
		assertThat(this.application.get("/actuator/health/custom").statusCode()).isEqualTo(200);
	}

	private void start(String type, String... properties) {
		this.application.with("spring.main.web-application-type=" + type).with(properties).start();
	}

	private void assertStatus(String path, int status) {
		assertThat(this.application.get(path).statusCode()).as(path).isEqualTo(status);
	}

}
