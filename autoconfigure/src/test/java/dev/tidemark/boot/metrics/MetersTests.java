package dev.tidemark.boot.metrics;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.boot.Brake;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.boot.startup.MigrationPhase;
import dev.tidemark.boot.startup.MigrationRunner;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@PostgresTest
class MetersTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	private TestApplication application;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int);")
			.write("R__names.sql", "CREATE VIEW names AS SELECT 1 AS name; SELECT pg_sleep(0.05)");
		this.application = new TestApplication(PlainTestApplication.class).on(testDatabase, this.folder);
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

	@Test
	void tellsTheStateOfTheDatabase() {
		this.folder.write("002_broken.sql", "SELECT 1 / 0");
		this.application.with("tidemark.on-failure=refuse-traffic").start();
		assertThat(gauge("tidemark.state", "failed")).isEqualTo(1);
		assertThat(gauge("tidemark.state", "current")).isZero();
		this.folder.write("002_broken.sql", "SELECT 1 / 1");
		this.application.context().getBean(MigrationRunner.class).run();
		assertThat(gauge("tidemark.state", "failed")).isZero();
		assertThat(gauge("tidemark.state", "current")).isEqualTo(1);
	}

	@Test
	void measuresWhatIsBlockedAndCountsRetries() throws SQLException {
		this.folder.write("002_mail.sql", "ALTER TABLE users ADD COLUMN mail text");
		this.database.execute("CREATE TABLE users (id int)");
		this.folder.write("001_users.sql", "SELECT 1");
		this.application.with("tidemark.execution.lock-timeout=1s", "tidemark.execution.retry.max-delay=10ms",
				"tidemark.execution.retry.initial-delay=10ms");
		try (Connection other = this.database.dataSource().getConnection();
				Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("SELECT * FROM users");
			this.application.begin();
			await().atMost(Duration.ofSeconds(60)).until(() -> metered(this.application) && retries() >= 2);
			assertThat(time("tidemark.blocked.active")).isBetween(1.0, 60.0);
			assertThat(time("tidemark.migration.active")).isBetween(1.0, 60.0);
		}
		this.application.awaitReady();
		assertThat(time("tidemark.blocked.active")).isZero();
		assertThat(time("tidemark.migration.active")).isZero();
		assertThat(registry().get("tidemark.blocked").timer().totalTime(TimeUnit.SECONDS)).isBetween(1.0, 60.0);
		assertThat(registry().get("tidemark.blocked").timer().count()).isEqualTo(1);
	}

	@Test
	void measuresTheWaitForTheLockWhileItLasts() {
		Brake brake = new Brake(this.database);
		this.folder.write("002_slow.sql", Brake.SQL);
		this.application.begin();
		brake.awaitHeld();
		try (TestApplication second = new TestApplication(PlainTestApplication.class).on(this.database, this.folder)) {
			second.begin();
			await().atMost(Duration.ofSeconds(60))
				.until(() -> metered(second) && time(second, "tidemark.lock.wait.active") > 0
						&& gauge(second, "tidemark.state", "blocked") == 1);
			brake.release();
			second.awaitReady();
			assertThat(time(second, "tidemark.lock.wait.active")).isZero();
		}
		this.application.awaitReady();
	}

	@Test
	void hasEveryMeterFromTheBeginning() {
		this.application.with("tidemark.run-at=manual").start();
		assertThat(retries()).isZero();
		assertThat(registry().get("tidemark.lock.takeovers").counter().count()).isZero();
		assertThat(time("tidemark.await.active")).isZero();
		assertThat(time("tidemark.lock.wait.active")).isZero();
		assertThat(gauge("tidemark.state", "blocked")).isZero();
	}

	/**
	 * Who asks for the registry while the context is made gets one that lacks meters.
	 */
	private static boolean metered(TestApplication application) {
		return application.context().getBeanFactory().containsSingleton("tidemarkPhase")
				&& application.context().getBean(MigrationPhase.class).current().busy();
	}

	private double retries() {
		return registry().get("tidemark.retries").tag("sqlstate", "55P03").counter().count();
	}

	private double time(String name) {
		return time(this.application, name);
	}

	private static double time(TestApplication application, String name) {
		TimeGauge gauge = application.context().getBean(MeterRegistry.class).find(name).timeGauge();
		return (gauge != null) ? gauge.value(TimeUnit.SECONDS) : -1;
	}

	private double gauge(String name, String state) {
		return gauge(this.application, name, state);
	}

	private static double gauge(TestApplication application, String name, String state) {
		Gauge gauge = application.context().getBean(MeterRegistry.class).find(name).tag("state", state).gauge();
		return (gauge != null) ? gauge.value() : -1;
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
