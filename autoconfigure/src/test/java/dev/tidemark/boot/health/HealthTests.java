package dev.tidemark.boot.health;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import dev.tidemark.Migrator;
import dev.tidemark.boot.Brake;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class HealthTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	private TestApplication application;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int);");
		this.application = new TestApplication(PlainTestApplication.class).on(testDatabase, this.folder);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void isUpOnceTheSchemaIsCurrent() {
		this.application.start();
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails())
			.containsExactlyInAnyOrderEntriesOf(Map.of("state", "current", "version", "001", "pending", 0));
		assertThat(info()).isEqualTo(Map.of("state", "current", "version", "001", "pending", 0));
	}

	@Test
	void isOutOfServiceAndNamesTheStepWhileAMigrationRuns() {
		Brake brake = new Brake(this.database);
		this.folder.write("002_slow.sql", Brake.SQL);
		this.application.begin();
		brake.awaitHeld();
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(health.getDetails())
			.containsExactlyInAnyOrderEntriesOf(Map.of("state", "running", "step", "002 slow (2 of 2)"));
		assertThat(info()).isEqualTo(Map.of("state", "running"));
	}

	@Test
	void isDownAfterAFailure() {
		this.folder.write("002_broken.sql", "SELECT 1 / 0");
		this.application.with("tidemark.on-failure=refuse-traffic").start();
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("state", "failed");
		assertThat(health.getDetails().get("error")).asString()
			.contains("Migration 002 broken failed")
			.contains("division by zero");
		assertThat(info()).isEqualTo(Map.of("state", "failed"));
	}

	@Test
	void isUpWhereNoRunIsAwaited() {
		this.application.with("tidemark.run-at=manual").start();
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health().getDetails()).isEmpty();
	}

	@Test
	void isUpAfterTheApplicationHasMigratedItself() {
		this.application.with("tidemark.run-at=manual").start();
		this.application.context().getBean(Migrator.class).migrate();
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health().getDetails()).doesNotContainKey("step").doesNotContainEntry("state", "running");
	}

	@Test
	void isAbsentWhereItIsDisabled() {
		this.application.with("management.health.migrations.enabled=false").start();
		assertThat(this.application.context().getBeanProvider(MigrationsHealthIndicator.class).stream()).isEmpty();
		assertThat(this.application.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
	}

	@Test
	void leavesTheInfoOutWhereItIsDisabled() {
		this.application.with("management.info.migrations.enabled=false").start();
		assertThat(this.application.get("/actuator/info").body()).isEqualTo("{}");
	}

	private Health health() {
		return Objects.requireNonNull(this.application.context().getBean(MigrationsHealthIndicator.class).health(true));
	}

	private Object info() {
		Info.Builder builder = new Info.Builder();
		this.application.context().getBean(MigrationsInfoContributor.class).contribute(builder);
		return Objects.requireNonNull(builder.build().get("migrations"));
	}

}
