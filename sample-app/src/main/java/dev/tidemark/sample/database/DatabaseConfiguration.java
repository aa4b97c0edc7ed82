package dev.tidemark.sample.database;

import java.nio.file.Path;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Chooses the database where {@code spring.datasource.url} does not: the one that the
 * variables {@code DATABASE_*} name, or else the embedded one.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(DatabaseConfiguration.NoDatasourceUrl.class)
class DatabaseConfiguration {

	/**
	 * The DataSource is made from this bean and is therefore closed before the embedded
	 * server stops.
	 */
	@Bean
	JdbcConnectionDetails jdbcConnectionDetails(Environment environment) {
		DatabaseVariables variables = DatabaseVariables.of(environment);
		if (variables.given()) {
			return variables.connectionDetails();
		}
		return EmbeddedDatabase
			.start(Path.of(environment.getProperty("sample.database.directory", ".tidemark-sample")));
	}

	static final class NoDatasourceUrl implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
		}

	}

}
