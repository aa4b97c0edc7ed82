package dev.tidemark.boot.endpoint;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tidemark.boot.Brake;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.test.database.PgBouncer;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class EndpointJsonTests {

	private static final String PATH = "/actuator/migrations";

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	private TestApplication application;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", """
				CREATE TABLE users (id int);
				-- migrate:down
				DROP TABLE users;
				""").write("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT 1 AS name;");
		this.application = new TestApplication(PlainTestApplication.class).on(testDatabase, this.folder)
			.with("spring.application.name=orders");
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void showsEveryDatabaseWithItsMigrations() {
		this.application.start();
		JsonNode root = json(PATH);
		assertThat(root.propertyNames()).containsExactly("databases");
		assertThat(root.get("databases").propertyNames()).containsExactly("default");
		JsonNode shown = root.at("/databases/default");
		assertThat(shown.propertyNames()).containsExactly("kind", "state", "version", "pending", "lock", "lastRun",
				"migrations");
		assertThat(shown.get("kind").asString()).isEqualTo("ours");
		assertThat(shown.get("state").asString()).isEqualTo("current");
		assertThat(shown.get("version").asString()).isEqualTo("001");
		assertThat(shown.get("pending").asInt()).isZero();
		assertThat(shown.get("lock").toString()).isEqualTo("{\"strategy\":\"advisory\",\"holder\":null}");
		assertThat(shown.at("/lastRun/applied").size()).isEqualTo(2);
		assertThat(shown.at("/lastRun/durationMs").asLong()).isBetween(0L, 60_000L);
		assertThat(shown.at("/lastRun/warnings").size()).isZero();
	}

	@Test
	void showsWhatIsKnownOfAMigration() {
		this.application.start();
		JsonNode migration = json(PATH).at("/databases/default/migrations/0");
		assertThat(migration.propertyNames()).containsExactly("version", "name", "script", "kind", "state", "checksum",
				"appliedAt", "executionMs", "appliedBy", "appliedFrom", "reversible");
		assertThat(migration.get("version").asString()).isEqualTo("001");
		assertThat(migration.get("name").asString()).isEqualTo("users");
		assertThat(migration.get("script").asString()).isEqualTo("001_users.sql");
		assertThat(migration.get("kind").asString()).isEqualTo("sql");
		assertThat(migration.get("state").asString()).isEqualTo("applied");
		assertThat(migration.get("checksum").asString()).matches("sha256:[0-9a-f]{64}");
		assertThat(migration.get("appliedAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
		assertThat(migration.get("executionMs").isIntegralNumber()).isTrue();
		assertThat(migration.get("appliedBy").asString()).isEqualTo(this.database.username());
		assertThat(migration.get("appliedFrom").asString()).startsWith("orders@");
		assertThat(migration.get("reversible").asBoolean()).isTrue();
	}

	@Test
	void selectsADatabaseAndAMigration() {
		this.application.start();
		assertThat(json(PATH + "/default").get("version").asString()).isEqualTo("001");
		assertThat(json(PATH + "/default/001").get("name").asString()).isEqualTo("users");
		assertThat(json(PATH + "/default/1").get("name").asString()).isEqualTo("users");
		assertThat(json(PATH + "/default/names").get("kind").asString()).isEqualTo("repeatable");
	}

	@Test
	void doesNotFindWhatIsNotThere() {
		this.application.start();
		assertThat(this.application.get(PATH + "/other").statusCode()).isEqualTo(404);
		assertThat(this.application.get(PATH + "/default/002").statusCode()).isEqualTo(404);
		assertThat(this.application.get(PATH + "/other/001").statusCode()).isEqualTo(404);
	}

	@Test
	void showsWhoHoldsTheLockWhileAMigrationRuns() {
		Brake brake = new Brake(this.database);
		this.folder.write("002_slow.sql", Brake.SQL);
		this.application.begin();
		brake.awaitHeld();
		JsonNode shown = json(PATH + "/default");
		assertThat(shown.get("state").asString()).isEqualTo("running");
		assertThat(shown.get("pending").asInt()).isEqualTo(2);
		assertThat(shown.at("/lock/holder/application").asString()).isEqualTo("orders");
		assertThat(shown.at("/lock/holder/pid").asInt()).isPositive();
		assertThat(shown.at("/lock/holder/since").asString()).endsWith("Z");
		assertThat(shown.has("lastRun")).isFalse();
	}

	@Test
	void saysWhyALeaseIsUsedBehindAPooler() {
		Brake brake = new Brake(this.database);
		this.folder.write("002_slow.sql", Brake.SQL);
		try (PgBouncer pooler = PgBouncer.inTransactionMode(this.database, 5)) {
			this.application.on(this.database, pooler.jdbcUrl(), this.folder).begin();
			brake.awaitHeld();
			JsonNode running = json(PATH + "/default").get("lock");
			assertThat(running.at("/holder/application").asString()).startsWith("orders@");
			assertThat(running.at("/holder/pid").isMissingNode() || running.at("/holder/pid").isNull()).isTrue();
			assertThat(running.at("/holder/since").asString()).endsWith("Z");
			brake.release();
			this.application.awaitReady();
			JsonNode lock = json(PATH + "/default").get("lock");
			assertThat(lock.get("strategy").asString()).isEqualTo("lease");
			assertThat(lock.get("reason").asString()).contains("goes through a pooler");
			assertThat(lock.get("holder").isNull()).isTrue();
			this.application.close();
		}
	}

	@Test
	void showsWhatIsPendingAndWhatFailed() {
		this.folder.write("002_broken.sql", "SELECT 1 / 0");
		this.application.with("tidemark.on-failure=refuse-traffic").start();
		JsonNode shown = json(PATH + "/default");
		assertThat(shown.get("state").asString()).isEqualTo("failed");
		assertThat(shown.get("error").asString()).contains("division by zero");
		assertThat(shown.at("/migrations/1/state").asString()).isEqualTo("failed");
		assertThat(shown.at("/migrations/1/error").asString()).contains("division by zero", "22012");
		assertThat(shown.at("/migrations/2/state").asString()).isEqualTo("pending");
		assertThat(shown.at("/migrations/2").propertyNames()).doesNotContain("appliedAt", "executionMs", "error");
	}

	private JsonNode json(String path) {
		return JsonMapper.shared().readTree(this.application.get(path).body());
	}

}
