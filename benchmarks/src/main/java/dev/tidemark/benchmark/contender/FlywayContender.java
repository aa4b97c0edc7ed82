package dev.tidemark.benchmark.contender;

import java.nio.file.Path;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import dev.tidemark.benchmark.server.Database;

/**
 * Flyway's open-source edition through its API, with its default settings.
 */
public final class FlywayContender implements Contender {

	/** The name. */
	public static final String NAME = "flyway";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public FileLayout layout() {
		return FileLayout.FLYWAY;
	}

	@Override
	public void migrate(Database database, Path folder) {
		configuration(database, folder).load().migrate();
	}

	/**
	 * In one transaction: else it reads the whole history again for each migration.
	 */
	@Override
	public void prepare(Database database, Path folder) {
		configuration(database, folder).group(true).load().migrate();
	}

	private static FluentConfiguration configuration(Database database, Path folder) {
		return Flyway.configure()
			.dataSource(database.jdbcUrl(), Database.USER, "")
			.locations("filesystem:" + folder)
			.loggers("slf4j");
	}

}
