package dev.tidemark.boot.autoconfigure;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.endpoint.OperationFilter;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.jmx.JmxOperation;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import dev.tidemark.Migrator;
import dev.tidemark.boot.endpoint.ExplicitAccessFilter;
import dev.tidemark.boot.endpoint.MigrationsEndpoint;
import dev.tidemark.boot.health.MigrationsInfoContributor;
import dev.tidemark.boot.startup.MigrationPhase;
import dev.tidemark.boot.startup.MigrationRunner;

/**
 * The actuator endpoint {@code migrations}, and its part of the info endpoint.
 */
@AutoConfiguration(after = TidemarkAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(MigrationRunner.class)
@EnableConfigurationProperties(MigrationsEndpointProperties.class)
public final class MigrationsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	MigrationsEndpoint migrationsEndpoint(Migrator migrator, MigrationRunner runner, MigrationPhase phase,
			MigrationsEndpointProperties properties) {
		return new MigrationsEndpoint(migrator, runner, phase, properties.getShowValues(), properties.getRoles());
	}

	@Bean
	OperationFilter<WebOperation> migrationsWebAccessFilter(Environment environment) {
		return new ExplicitAccessFilter<>(environment);
	}

	@Bean
	OperationFilter<JmxOperation> migrationsJmxAccessFilter(Environment environment) {
		return new ExplicitAccessFilter<>(environment);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnEnabledInfoContributor("migrations")
	MigrationsInfoContributor migrationsInfoContributor(MigrationPhase phase) {
		return new MigrationsInfoContributor(phase);
	}

}
