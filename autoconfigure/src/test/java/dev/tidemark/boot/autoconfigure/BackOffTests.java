package dev.tidemark.boot.autoconfigure;

import java.nio.file.Path;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.web.server.WebFilter;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.endpoint.MigrationsEndpoint;
import dev.tidemark.boot.health.MigrationsHealthIndicator;
import dev.tidemark.boot.health.MigrationsInfoContributor;
import dev.tidemark.boot.metrics.MigrationMeters;
import dev.tidemark.boot.readiness.MigrationGate;
import dev.tidemark.boot.readiness.ReactiveGateFilter;
import dev.tidemark.boot.startup.MigrationRunner;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every combination of what may be absent starts, and what is left works: the migrations
 * run.
 */
@PostgresTest
class BackOffTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private String[] properties;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.properties = Runners.on(testDatabase,
				new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int)"));
	}

	@Test
	void wiresEverythingWhereEverythingIsThere() {
		Runners.observed(new WebApplicationContextRunner()).withPropertyValues(this.properties).run((context) -> {
			assertMigrates(context);
			assertThat(context).hasSingleBean(MigrationsEndpoint.class)
				.hasSingleBean(MigrationsHealthIndicator.class)
				.hasSingleBean(MigrationsInfoContributor.class)
				.hasSingleBean(MigrationMeters.class)
				.hasSingleBean(MigrationGate.class)
				.hasBean("migrationGateFilter");
		});
	}

	@Test
	void isAbsentWithoutADataSource() {
		Runners.tidemarkOnly(new ApplicationContextRunner())
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MigrationRunner.class)
				.doesNotHaveBean(MigrationsHealthIndicator.class)
				.doesNotHaveBean(MigrationsEndpoint.class));
	}

	@Test
	void migratesWithoutActuator() {
		Runners.plain(new WebApplicationContextRunner())
			.withPropertyValues(this.properties)
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
			.run((context) -> {
				assertMigrates(context);
				assertThat(context).doesNotHaveBean(MigrationsEndpoint.class)
					.doesNotHaveBean("tidemarkActuatorPaths")
					.hasSingleBean(MigrationGate.class);
			});
	}

	@Test
	void migratesWithActuatorWithoutItsAutoConfiguration() {
		Runners.plain(new WebApplicationContextRunner())
			.withPropertyValues(this.properties)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate.autoconfigure"))
			.run(this::assertMigrates);
	}

	@Test
	void migratesWithoutTheHealthModule() {
		Runners.plain(new ApplicationContextRunner())
			.withPropertyValues(this.properties)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> {
				assertMigrates(context);
				assertThat(context).doesNotHaveBean("migrationsHealthIndicator");
			});
	}

	@Test
	void hasHealthWithoutActuator() {
		Runners.plain(new ApplicationContextRunner())
			.withPropertyValues(this.properties)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> {
				assertMigrates(context);
				assertThat(context).hasSingleBean(HealthIndicator.class)
					.doesNotHaveBean("tidemarkReadinessGroupPostProcessor");
			});
	}

	@Test
	void migratesWithoutMicrometer() {
		Runners.plain(new ApplicationContextRunner())
			.withPropertyValues(this.properties)
			.withClassLoader(new FilteredClassLoader(MeterRegistry.class.getPackageName()))
			.run((context) -> {
				assertMigrates(context);
				assertThat(context).doesNotHaveBean(MigrationMeters.class);
			});
	}

	@Test
	void hasNoMetersWithoutARegistry() {
		Runners.plain(new ApplicationContextRunner())
			.withPropertyValues(this.properties)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrationMeters.class));
	}

	@Test
	void migratesWithoutWeb() {
		Runners.observed(new ApplicationContextRunner())
			.withPropertyValues(this.properties)
			.withClassLoader(new FilteredClassLoader(Filter.class.getPackageName(), WebFilter.class.getPackageName()))
			.run((context) -> {
				assertMigrates(context);
				assertThat(context).doesNotHaveBean(MigrationGate.class);
			});
	}

	@Test
	void migratesAReactiveApplicationWithoutServlets() {
		Runners.observed(new ReactiveWebApplicationContextRunner())
			.withPropertyValues(this.properties)
			.withClassLoader(new FilteredClassLoader("jakarta.servlet"))
			.run((context) -> {
				assertMigrates(context);
				assertThat(context).hasSingleBean(ReactiveGateFilter.class);
			});
	}

	@Test
	void migratesWithoutJacksonAnnotations() {
		Runners.observed(new ApplicationContextRunner())
			.withPropertyValues(this.properties)
			.withClassLoader(new FilteredClassLoader(JsonInclude.class.getPackageName()))
			.run((context) -> {
				assertMigrates(context);
				assertThat(context.getBean(MigrationsEndpoint.class).migrations().databases()).containsKey("default");
			});
	}

	@Test
	void migratesWithoutHikari() {
		Runners.plain(new ApplicationContextRunner())
			.withPropertyValues(this.properties)
			.withPropertyValues("spring.datasource.type=" + SimpleDriverDataSource.class.getName())
			.withClassLoader(new FilteredClassLoader(HikariDataSource.class.getPackageName()))
			.run(this::assertMigrates);
	}

	@Test
	void hasNoEndpointWhereItIsNotExposed() {
		Runners.observed(new ApplicationContextRunner())
			.withPropertyValues(this.properties)
			.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MigrationsEndpoint.class)
				.hasSingleBean(MigrationsHealthIndicator.class));
	}

	private <C extends ConfigurableApplicationContext> void assertMigrates(
			ApplicationContextAssertProvider<C> context) {
		assertThat(context.getStartupFailure()).isNull();
		context.getBean(MigrationRunner.class).run();
		assertThat(this.database.jdbc().sql("SELECT to_regclass('users') IS NOT NULL").query(Boolean.class).single())
			.isTrue();
	}

}
