package dev.tidemark.adopted;

import java.sql.SQLException;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.MigrationVersion;

/**
 * The Java migration as a bean of Tidemark's, for databases that are new.
 */
@TestConfiguration(proxyBeanMethods = false)
class PortedMigration {

	@Bean
	DefaultCustomers defaultCustomers() {
		return new DefaultCustomers();
	}

	@MigrationVersion(value = "12", name = "Default_customers")
	static final class DefaultCustomers implements JavaMigration {

		@Override
		public void up(MigrationContext context) throws SQLException {
			context.jdbc().sql("INSERT INTO customers (name) VALUES ('walk-in')").update();
		}

	}

}
