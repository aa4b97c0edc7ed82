package dev.tidemark.boot.autoconfigure;

import java.nio.file.Path;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.WaitSettings;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.health.MigrationsHealthIndicator;
import dev.tidemark.boot.health.MigrationsInfoContributor;
import dev.tidemark.boot.metrics.MigrationMeters;
import dev.tidemark.boot.readiness.MigrationGate;
import dev.tidemark.boot.startup.MigrationPhase;
import dev.tidemark.boot.startup.MigrationRunner;
import dev.tidemark.boot.startup.Mode;
import dev.tidemark.boot.startup.OnFailure;
import dev.tidemark.boot.startup.RunAt;
import dev.tidemark.boot.startup.RunSettings;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class UserBeansTests {

	private static final RunSettings MANUAL = new RunSettings(RunAt.MANUAL, Mode.MIGRATE, OnFailure.FAIL,
			WaitSettings.defaults());

	@TempDir
	private Path directory;

	private MigrationFolder folder;

	private WebApplicationContextRunner runner;

	@BeforeEach
	void setUp(TestDatabase database) {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int)");
		this.runner = Runners.observed(new WebApplicationContextRunner())
			.withPropertyValues(Runners.on(database, this.folder));
	}

	@Test
	void usesTheApplicationsMigrator(TestDatabase database) {
		Migrator own = Migrator.of(database.dataSource(),
				MigratorSettings.defaults().withLocations(this.folder.location()));
		this.runner.withBean(Migrator.class, () -> own).run((context) -> {
			assertThat(context).getBean(Migrator.class).isSameAs(own);
			assertThat(context.getBean(MigrationRunner.class).run().scripts()).containsExactly("001_users.sql");
		});
	}

	@Test
	void usesTheApplicationsSettings() {
		MigratorSettings own = MigratorSettings.defaults()
			.withLocations(this.folder.location())
			.withApplication("mine");
		this.runner.withBean(MigratorSettings.class, () -> own)
			.run((context) -> assertThat(context.getBean(Migrator.class).settings()).isSameAs(own));
	}

	@Test
	void usesTheApplicationsRunnerAndPhase(TestDatabase database) {
		MigrationPhase phase = new MigrationPhase(false);
		Migrator migrator = Migrator.of(database.dataSource(), MigratorSettings.defaults());
		MigrationRunner own = new MigrationRunner(migrator, phase, MANUAL, (event) -> {
		});
		this.runner.withBean(MigrationRunner.class, () -> own)
			.withBean(MigrationPhase.class, () -> phase)
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean(MigrationRunner.class)
				.isSameAs(own)
				.extracting((ignored) -> context.getBean(MigrationPhase.class))
				.isSameAs(phase));
	}

	@Test
	void usesTheApplicationsGateMetersHealthAndInfo() {
		MigrationPhase phase = new MigrationPhase(false);
		MigrationGate gate = new MigrationGate(phase, false, (path) -> true);
		MigrationMeters meters = new MigrationMeters(phase, "mine", SimpleMeterRegistry::new);
		this.runner.withBean(MigrationGate.class, () -> gate)
			.withBean(MigrationMeters.class, () -> meters)
			.withBean("migrationsHealthIndicator", MigrationsHealthIndicator.class,
					() -> new MigrationsHealthIndicator(phase))
			.withBean(MigrationsInfoContributor.class, () -> new MigrationsInfoContributor(phase))
			.run((context) -> {
				assertThat(context).getBean(MigrationGate.class).isSameAs(gate);
				assertThat(context).getBean(MigrationMeters.class).isSameAs(meters);
				assertThat(context).hasSingleBean(MigrationsHealthIndicator.class)
					.hasSingleBean(MigrationsInfoContributor.class);
			});
	}

}
