package dev.tidemark.boot.endpoint;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@PostgresTest
class EndpointAccessTests {

	private static final String PATH = "/actuator/migrations/default";

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	private TestApplication application;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.folder = new MigrationFolder(this.directory).write("001_users.sql",
				"CREATE TABLE users (id int); INSERT INTO users VALUES (1);");
		this.application = new TestApplication(PlainTestApplication.class).on(testDatabase, this.folder)
			.with("tidemark.run-at=manual");
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoints.web.exposure.include=*",
			"management.endpoints.web.exposure.include=migrations", "management.endpoint.migrations.access=read-only",
			"management.endpoints.access.default=read-only", "management.endpoint.migrations.show-values=always",
			"management.endpoint.shutdown.access=unrestricted",
			"management.endpoints.access.max-permitted=unrestricted", "management.endpoints.enabled-by-default=true",
			"management.endpoint.migrations.enabled=true", "tidemark.mode=migrate" })
	void writesNothingWhatever(String property) {
		this.application.with(property).start();
		assertThat(this.application.get(PATH).statusCode()).isEqualTo(200);
		assertThat(this.application.post(PATH + "/migrate").statusCode()).isIn(404, 405);
		assertThat(this.application.post(PATH + "/retry").statusCode()).isIn(404, 405);
		assertThat(migrated()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoint.migrations.access=unrestricted",
			"management.endpoints.access.default=unrestricted" })
	void migratesWhereAccessIsUnrestricted(String property) {
		this.application.with(property).start();
		assertThat(this.application.post(PATH + "/migrate").statusCode()).isEqualTo(200);
		await().atMost(Duration.ofSeconds(20)).until(this::migrated);
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(this.application.get(PATH).body()).contains("\"state\":\"current\"")
				.contains("\"lastRun\":{\"applied\":[\""));
	}

	@Test
	void isReadOnlyWhereNothingMoreIsPermitted() {
		this.application
			.with("management.endpoint.migrations.access=unrestricted",
					"management.endpoints.access.max-permitted=read-only")
			.start();
		assertThat(this.application.post(PATH + "/migrate").statusCode()).isIn(404, 405);
	}

	@Test
	void isAbsentWithoutAccess() {
		this.application.with("management.endpoint.migrations.access=none").start();
		assertThat(this.application.get(PATH).statusCode()).isEqualTo(404);
	}

	@Test
	void refusesOtherOperationsAndOtherDatabases() {
		this.application.with("management.endpoint.migrations.access=unrestricted").start();
		assertThat(this.application.post(PATH + "/drop").statusCode()).isEqualTo(400);
		assertThat(this.application.post("/actuator/migrations/other/migrate").statusCode()).isEqualTo(400);
		assertThat(migrated()).isFalse();
	}

	@Test
	void runsNothingWhereTheModeIsOff() {
		this.application.with("management.endpoint.migrations.access=unrestricted", "tidemark.mode=off").start();
		assertThat(this.application.post(PATH + "/migrate").statusCode()).isEqualTo(400);
		assertThat(migrated()).isFalse();
	}

	@Test
	void showsNoPartOfTheScriptThatFailed() {
		this.folder.write("002_broken.sql", "SELECT 'distinctive' || nosuch");
		this.application.with("tidemark.run-at=ready", "tidemark.on-failure=refuse-traffic").start();
		assertThat(this.application.get(PATH).body()).contains("002_broken.sql")
			.contains("SQLSTATE 42703")
			.doesNotContain("distinctive");
	}

	@Test
	void showsScriptsOnlyWhereValuesAreShown() {
		this.application.with("tidemark.run-at=ready").start();
		assertThat(this.application.get(PATH + "/001").body()).contains("\"version\":\"001\"")
			.doesNotContain("INSERT INTO users");
	}

	@Test
	void showsScriptsWhereValuesAreShown() {
		this.folder.write("001_users.down.sql", "DROP TABLE users;");
		this.application.with("tidemark.run-at=ready", "management.endpoint.migrations.show-values=always").start();
		assertThat(this.application.get(PATH + "/001").body()).contains("\"upScript\":\"CREATE TABLE users (id int);")
			.contains("\"downScript\":\"DROP TABLE users;");
		assertThat(this.application.get(PATH).body()).doesNotContain("INSERT INTO users");
	}

	@Test
	void showsScriptsToNobodyUnauthorized() {
		this.application
			.with("tidemark.run-at=ready", "management.endpoint.migrations.show-values=when-authorized",
					"management.endpoint.migrations.roles=ADMIN")
			.start();
		assertThat(this.application.get(PATH + "/001").body()).doesNotContain("INSERT INTO users");
	}

	private boolean migrated() {
		return this.database.jdbc().sql("SELECT to_regclass('users') IS NOT NULL").query(Boolean.class).single();
	}

}
