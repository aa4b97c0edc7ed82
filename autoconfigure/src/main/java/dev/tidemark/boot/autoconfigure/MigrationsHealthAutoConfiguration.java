package dev.tidemark.boot.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tidemark.boot.health.MigrationsHealthIndicator;
import dev.tidemark.boot.readiness.ReadinessGroupPostProcessor;
import dev.tidemark.boot.startup.MigrationPhase;

/**
 * The health contributor {@code migrations}, also in the readiness group.
 */
@AutoConfiguration(after = TidemarkAutoConfiguration.class,
		afterName = "org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration",
		beforeName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(MigrationPhase.class)
@ConditionalOnEnabledHealthIndicator("migrations")
public final class MigrationsHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "migrationsHealthIndicator")
	MigrationsHealthIndicator migrationsHealthIndicator(MigrationPhase phase) {
		return new MigrationsHealthIndicator(phase);
	}

	/**
	 * Groups exist with the health endpoint only.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.SecurityContext")
	static class ReadinessConfiguration {

		@Bean
		ReadinessGroupPostProcessor tidemarkReadinessGroupPostProcessor() {
			return new ReadinessGroupPostProcessor();
		}

	}

}
