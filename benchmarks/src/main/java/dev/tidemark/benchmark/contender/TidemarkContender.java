package dev.tidemark.benchmark.contender;

import java.nio.file.Path;
import java.util.Properties;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.benchmark.server.Database;
import dev.tidemark.history.HistorySettings;

/**
 * Tidemark, with the data source that the starter would give it.
 */
public final class TidemarkContender implements Contender {

	/** What the targets are about. */
	public static final String NAME = "tidemark";

	/** The same, with small migrations grouped in one transaction. */
	public static final String GROUPED = "tidemark-grouped";

	private final String name;

	private final UnaryOperator<MigratorSettings> settings;

	/**
	 * Makes the contender with the default settings.
	 */
	public TidemarkContender() {
		this(NAME, UnaryOperator.identity());
	}

	/**
	 * Makes a contender.
	 * @param name what it is called
	 * @param settings changes the default settings
	 */
	TidemarkContender(String name, UnaryOperator<MigratorSettings> settings) {
		this.name = name;
		this.settings = settings;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public FileLayout layout() {
		return FileLayout.NUMBERED;
	}

	@Override
	public void migrate(Database database, Path folder) {
		Migrator.of(dataSource(database), settings(database, folder)).migrate();
	}

	private MigratorSettings settings(Database database, Path folder) {
		MigratorSettings settings = MigratorSettings.defaults().withLocations("file:" + folder);
		return this.settings.apply((database.schema() != null)
				? settings.withHistory(new HistorySettings(database.schema(), null, null)) : settings);
	}

	/**
	 * Without a pool and in simple query mode, as the starter makes it.
	 */
	private static DataSource dataSource(Database database) {
		DriverManagerDataSource dataSource = new DriverManagerDataSource(database.jdbcUrl(), Database.USER, "");
		Properties properties = new Properties();
		properties.setProperty("preferQueryMode", "simple");
		dataSource.setConnectionProperties(properties);
		return dataSource;
	}

}
