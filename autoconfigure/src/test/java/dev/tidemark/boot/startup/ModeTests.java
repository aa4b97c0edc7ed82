package dev.tidemark.boot.startup;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.NestedExceptionUtils;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.migration.PendingMigrationsException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class ModeTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	private TestApplication application;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int)");
		this.application = new TestApplication(PlainTestApplication.class).on(testDatabase, this.folder);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ready", "startup" })
	void failsToVerifyWhatIsPendingAndAppliesNothing(String runAt) {
		this.application.with("tidemark.mode=verify", "tidemark.run-at=" + runAt);
		assertThatExceptionOfType(Exception.class).isThrownBy(this.application::start)
			.extracting(NestedExceptionUtils::getMostSpecificCause)
			.isInstanceOf(PendingMigrationsException.class);
		assertNothingWasDone();
	}

	@Test
	void verifiesThatNothingIsPending() {
		Migrator.of(this.database.dataSource(), MigratorSettings.defaults().withLocations(this.folder.location()))
			.migrate();
		this.application.with("tidemark.mode=verify").start();
		assertThat(this.application.context().getBean(MigrationPhase.class).current().open()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ready", "startup" })
	void doesNothingWhereItIsOff(String runAt) {
		this.application.with("tidemark.mode=off", "tidemark.run-at=" + runAt).start();
		assertNothingWasDone();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tidemark.mode=off", "tidemark.run-at=manual", "tidemark.run-at=startup",
			"tidemark.run-at=ready" })
	void hasTheSameBeansWhateverIsSet(String property) {
		// a bean's condition would be frozen by ahead-of-time processing
		this.application.with(property).start();
		assertThat(this.application.context().getBeanNamesForType(ReadyMigration.class)).hasSize(1);
		assertThat(this.application.context().getBeanNamesForType(StartupMigration.class)).hasSize(1);
		assertThat(this.application.context().getBeanNamesForType(RunLifecycle.class)).hasSize(1);
		assertThat(this.application.context().containsBean("migrationGateFilter")).isTrue();
	}

	private void assertNothingWasDone() {
		assertThat(this.database.jdbc()
			.sql("SELECT count(*) FROM pg_class WHERE relname IN ('users', 'schema_migrations')")
			.query(Long.class)
			.single()).isZero();
	}

}
