package dev.tidemark.boot.startup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tidemark.Migrator;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@PostgresTest
class StopTests {

	private static final String SLOW = "INSERT INTO users VALUES (1); SELECT pg_sleep(300);";

	@TempDir
	private Path directory;

	private TestDatabase database;

	private TestApplication application;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.application = new TestApplication(PlainTestApplication.class, Watching.class).on(testDatabase,
				new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int);")
					.write("002_slow.sql", SLOW));
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void cancelsTheMigrationAndRollsItBack() {
		this.application.begin();
		awaitSlowMigration();
		Instant before = Instant.now();
		this.application.close();
		assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
		assertThatExceptionOfType(MigrationCancelledException.class).isThrownBy(this.application::awaitReady)
			.withMessageContaining("002 slow")
			.withMessageContaining("rolled back");
		assertThat(count("SELECT count(*) FROM users")).isZero();
		assertThat(this.database.jdbc()
			.sql("SELECT version FROM schema_migrations WHERE state = 'applied'")
			.query(String.class)
			.list()).containsExactly("001");
		assertLockIsFree();
	}

	@Test
	void endsTheRunBeforeTheDataSourceCloses() {
		this.application.begin();
		awaitSlowMigration();
		Watching watching = this.application.context().getBean(Watching.class);
		this.application.close();
		assertThat(watching.poolWasRunning).containsExactly(true);
	}

	@Test
	void cancelsARunOfTheApplicationsOwn() {
		this.application.with("tidemark.run-at=manual").start();
		Migrator migrator = this.application.context().getBean(Migrator.class);
		Thread thread = new Thread(
				() -> assertThatExceptionOfType(MigrationCancelledException.class).isThrownBy(migrator::migrate),
				"own-run");
		thread.start();
		awaitSlowMigration();
		this.application.close();
		await().atMost(Duration.ofSeconds(10)).until(() -> !thread.isAlive());
		assertLockIsFree();
	}

	private void awaitSlowMigration() {
		await().atMost(Duration.ofSeconds(60))
			.until(() -> count("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
					+ " AND state = 'active' AND query LIKE '%pg_sleep(300)%' AND pid <> pg_backend_pid()") == 1);
	}

	private void assertLockIsFree() {
		await().atMost(Duration.ofSeconds(5))
			.until(() -> count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
					+ " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == 0);
	}

	private long count(String sql) {
		return this.database.jdbc().sql(sql).query(Long.class).single();
	}

	@Configuration(proxyBeanMethods = false)
	static class Watching {

		private final List<Boolean> poolWasRunning = new CopyOnWriteArrayList<>();

		@Bean
		MigrationListener watching(HikariDataSource pool) {
			return (event) -> {
				if (event instanceof MigrationEvent.RunFailed) {
					this.poolWasRunning.add(!pool.isClosed());
				}
			};
		}

	}

}
