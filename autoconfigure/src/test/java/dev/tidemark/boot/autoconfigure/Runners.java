package dev.tidemark.boot.autoconfigure;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.test.database.TestDatabase;

/**
 * Context runners with what Tidemark is wired to. The auto-configurations are imported as
 * an application imports them: without being loaded where a condition says no.
 */
public final class Runners {

	private Runners() {
	}

	/**
	 * With a data source, and nothing that observes.
	 */
	public static <R extends AbstractApplicationContextRunner<R, ?, ?>> R plain(R runner) {
		return tidemarkOnly(runner.withUserConfiguration(Database.class)
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=2"));
	}

	/**
	 * With a data source, actuator and meters.
	 */
	public static <R extends AbstractApplicationContextRunner<R, ?, ?>> R observed(R runner) {
		return plain(runner.withUserConfiguration(Observing.class));
	}

	/**
	 * With Tidemark alone.
	 */
	public static <R extends AbstractApplicationContextRunner<R, ?, ?>> R tidemarkOnly(R runner) {
		return runner.withUserConfiguration(Tidemark.class)
			.withPropertyValues("tidemark.connect-timeout=0s", "management.endpoints.web.exposure.include=*");
	}

	/**
	 * Which database and which migrations.
	 */
	public static String[] on(TestDatabase database, MigrationFolder folder) {
		return new String[] { "spring.datasource.url=" + database.jdbcUrl(),
				"spring.datasource.username=" + database.username(),
				"spring.datasource.password=" + database.password(), "tidemark.locations=" + folder.location() };
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TidemarkAutoConfiguration.class, MigrationGateAutoConfiguration.class,
			MigrationMetricsAutoConfiguration.class, MigrationsEndpointAutoConfiguration.class,
			MigrationsHealthAutoConfiguration.class })
	static class Tidemark {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class })
	static class Database {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
			InfoContributorAutoConfiguration.class, HealthContributorAutoConfiguration.class,
			HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
			MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class })
	static class Observing {

	}

}
