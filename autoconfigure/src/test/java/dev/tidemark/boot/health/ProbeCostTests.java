package dev.tidemark.boot.health;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.RoundTripProxy;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class ProbeCostTests {

	@TempDir
	private Path directory;

	@Test
	void asksTheDatabaseNothingAfterTheRun(TestDatabase database) {
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database);
				TestApplication application = application(database, proxy)) {
			application.start();
			assertProbesCostNothing(application, proxy, 200);
		}
	}

	@Test
	void asksTheDatabaseNothingAfterAFailure(TestDatabase database) {
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database);
				TestApplication application = application(database, proxy)) {
			new MigrationFolder(this.directory).write("002_broken.sql", "SELECT 1 / 0");
			application.with("tidemark.on-failure=refuse-traffic").start();
			assertProbesCostNothing(application, proxy, 503);
		}
	}

	private static void assertProbesCostNothing(TestApplication application, RoundTripProxy proxy, int readiness) {
		int connections = proxy.connections().size();
		int roundTrips = proxy.roundTrips();
		for (int i = 0; i < 20; i++) {
			assertThat(application.get("/actuator/health/readiness").statusCode()).isEqualTo(readiness);
			assertThat(application.get("/actuator/health/migrations").statusCode()).isEqualTo(readiness);
			assertThat(application.get("/actuator/info").body()).contains("migrations");
		}
		assertThat(proxy.connections()).hasSize(connections);
		assertThat(proxy.roundTrips()).isEqualTo(roundTrips);
	}

	private TestApplication application(TestDatabase database, RoundTripProxy proxy) {
		return new TestApplication(PlainTestApplication.class)
			.on(database, proxy.jdbcUrl(),
					new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int)"))
			.with("management.endpoint.health.show-components=always");
	}

}
