package dev.tidemark.boot.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import dev.tidemark.MigratorSettings;
import dev.tidemark.boot.metrics.MigrationMeters;
import dev.tidemark.boot.startup.MigrationPhase;

/**
 * Micrometer meters of the migrations.
 */
@AutoConfiguration(after = TidemarkAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, MigrationPhase.class })
public final class MigrationMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MigrationMeters migrationMeters(MigrationPhase phase, MigratorSettings settings,
			ObjectProvider<MeterRegistry> registries) {
		return new MigrationMeters(phase, settings.database(),
				() -> registries.getIfUnique(() -> Metrics.globalRegistry));
	}

}
