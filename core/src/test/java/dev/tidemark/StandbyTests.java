package dev.tidemark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tidemark.event.MigrationEvent.MigrationsAwaited;
import dev.tidemark.migration.UnsupportedDatabaseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A server that stays in recovery, as a standby does.
 */
@DisabledIfSystemProperty(named = "tidemark.test.database", matches = "testcontainers|jdbc:.*",
		disabledReason = "needs an embedded server, whose data can be made those of a standby")
class StandbyTests {

	@TempDir
	private Path directory;

	private EmbeddedPostgres standby;

	private MigrationFolder folder;

	@BeforeEach
	void setUp() throws IOException {
		Path data = this.directory.resolve("data");
		server(data).close();
		Files.createFile(data.resolve("standby.signal"));
		this.standby = server(data);
		this.folder = new MigrationFolder(this.directory.resolve("migrations")).write("001_a.sql", "CREATE TABLE a ()");
	}

	private static EmbeddedPostgres server(Path data) throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setCleanDataDirectory(false)
			.setPGStartupWait(Duration.ofMinutes(1))
			.start();
	}

	@AfterEach
	void tearDown() throws IOException {
		this.standby.close();
	}

	@Test
	void isRefused() {
		Migrator migrator = Migrator.of(this.standby.getPostgresDatabase(),
				this.folder.settings().withConnectTimeout(Duration.ofMillis(300)));
		UnsupportedDatabaseException failure = assertThatExceptionOfType(UnsupportedDatabaseException.class)
			.isThrownBy(migrator::migrate)
			.actual();
		assertThat(failure).hasMessageContaining("The server is a standby").hasMessageContaining("Nothing was run");
		assertThat(failure.action()).contains("targetServerType=primary");
	}

	@Test
	void isWaitedForUntilItIsThePrimary() {
		CountingDataSource counting = new CountingDataSource(this.standby.getPostgresDatabase());
		Migrator migrator = Migrator.of(counting, this.folder.settings());
		BackgroundRun run = BackgroundRun.start(migrator::migrate);
		await().until(() -> counting.count() > 1);
		JdbcClient.create(this.standby.getPostgresDatabase()).sql("SELECT pg_promote()").query(Boolean.class).single();
		assertThat(run.report().scripts()).containsExactly("001_a.sql");
	}

	@Test
	void isEnoughForAProcessThatOnlyWaits() {
		RecordedEvents events = new RecordedEvents();
		Migrator waiter = Migrator.of(this.standby.getPostgresDatabase(), this.folder.settings())
			.withListeners(List.of(events));
		BackgroundRun wait = BackgroundRun.start(() -> waiter.await(new WaitSettings(null, Duration.ofMillis(50))));
		await().until(() -> events.of(MigrationsAwaited.class).size() > 1);
		JdbcClient.create(this.standby.getPostgresDatabase()).sql("SELECT pg_promote()").query(Boolean.class).single();
		Migrator.of(this.standby.getPostgresDatabase(), this.folder.settings()).migrate();
		assertThat(wait.report().status().version()).isEqualTo("001");
	}

}
