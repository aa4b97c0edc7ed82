package dev.tidemark.boot.metrics;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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

@PostgresTest
class MetersTests {

	@TempDir
	private Path directory;

	private MigrationFolder folder;

	private TestApplication application;

	@BeforeEach
	void setUp(TestDatabase database) {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int);")
			.write("R__names.sql", "CREATE VIEW names AS SELECT 1 AS name; SELECT pg_sleep(0.05)");
		this.application = new TestApplication(PlainTestApplication.class).on(database, this.folder);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void countsMigrationsByState() {
		this.application.start();
		assertThat(migrations("applied")).isEqualTo(2);
		assertThat(migrations("pending")).isZero();
		assertThat(migrations("failed")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ready", "startup" })
	void measuresEachMigration(String runAt) {
		this.application.with("tidemark.run-at=" + runAt).start();
		assertThat(migration("001", "success").count()).isEqualTo(1);
		assertThat(migration("repeatable names", "success").count()).isEqualTo(1);
		assertThat(migration("repeatable names", "success").totalTime(TimeUnit.MILLISECONDS)).isBetween(40.0, 30_000.0);
	}

	@Test
	void measuresAFailure() {
		this.folder.write("002_broken.sql", "SELECT 1 / 0");
		this.application.with("tidemark.on-failure=refuse-traffic").start();
		assertThat(migration("001", "success").count()).isEqualTo(1);
		assertThat(migration("002", "failure").count()).isEqualTo(1);
	}

	@Test
	void measuresTheWaitForTheLock() {
		this.application.start();
		Timer wait = registry().get("tidemark.lock.wait").tag("database", "default").timer();
		assertThat(wait.count()).isEqualTo(1);
		assertThat(wait.totalTime(TimeUnit.SECONDS)).isLessThan(30);
	}

	@Test
	void waitsForNoLockWhereThereIsNothingToDo(TestDatabase database) {
		this.application.start();
		try (TestApplication second = new TestApplication(PlainTestApplication.class).on(database, this.folder)) {
			second.start();
			assertThat(second.context().getBean(MeterRegistry.class).find("tidemark.lock.wait").timer()).isNull();
		}
	}

	private double migrations(String state) {
		return registry().get("tidemark.migrations").tag("database", "default").tag("state", state).gauge().value();
	}

	private Timer migration(String version, String outcome) {
		return registry().get("tidemark.migration")
			.tag("database", "default")
			.tag("version", version)
			.tag("direction", "up")
			.tag("outcome", outcome)
			.timer();
	}

	private MeterRegistry registry() {
		return this.application.context().getBean(MeterRegistry.class);
	}

}
