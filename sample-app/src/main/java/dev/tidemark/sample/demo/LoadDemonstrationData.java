package dev.tidemark.sample.demo;

import java.io.IOException;

import org.springframework.stereotype.Component;

import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.MigrationVersion;

/**
 * A migration in Java: another bean does the work, on the migration's own connection.
 */
@Component
@MigrationVersion(value = "006", name = "demonstration_data")
class LoadDemonstrationData implements JavaMigration {

	private final DemonstrationData data;

	LoadDemonstrationData(DemonstrationData data) {
		this.data = data;
	}

	@Override
	public void up(MigrationContext context) throws IOException {
		this.data.load(context.jdbc());
	}

	@Override
	public void down(MigrationContext context) {
		this.data.remove(context.jdbc());
	}

}
