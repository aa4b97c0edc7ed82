package dev.tidemark.boot.endpoint;

import java.net.http.HttpResponse;
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
class EndpointUnreachableTests {

	@TempDir
	private Path directory;

	@Test
	void showsWhatTheProcessKnowsAndWhyItKnowsNoMore(TestDatabase database) {
		RoundTripProxy proxy = RoundTripProxy.inFrontOf(database);
		try (TestApplication application = application(database, proxy).start()) {
			proxy.close();
			HttpResponse<String> response = application.get("/actuator/migrations");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).contains("\"state\":\"current\",\"version\":\"001\",\"pending\":0")
				.contains("\"lastRun\":{")
				.contains("\"error\":\"No connection to the database: ")
				.contains("\"migrations\":[{\"version\":\"001\",\"name\":\"users\"")
				.doesNotContain("jdbc:");
			assertThat(application.get("/actuator/migrations/default/001").body()).contains("\"name\":\"users\"");
			assertThat(application.get("/actuator/migrations/default/002").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void showsTheErrorWhereTheProcessKnowsNothing(TestDatabase database) {
		RoundTripProxy proxy = RoundTripProxy.inFrontOf(database);
		try (TestApplication application = application(database, proxy).with("tidemark.run-at=manual").start()) {
			proxy.close();
			assertThat(application.get("/actuator/migrations/default").body())
				.contains("\"error\":\"No connection to the database: ")
				.contains("\"migrations\":[]");
			assertThat(application.get("/actuator/migrations/default/001").statusCode()).isEqualTo(404);
		}
	}

	private TestApplication application(TestDatabase database, RoundTripProxy proxy) {
		return new TestApplication(PlainTestApplication.class).on(database, proxy.jdbcUrl(),
				new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int)"));
	}

}
