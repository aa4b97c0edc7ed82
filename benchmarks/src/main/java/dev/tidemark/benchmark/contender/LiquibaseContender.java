package dev.tidemark.benchmark.contender;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;

import dev.tidemark.benchmark.server.Database;

/**
 * Liquibase's open-source edition through its API, with its default settings.
 */
public final class LiquibaseContender implements Contender {

	/** What it is called. */
	public static final String NAME = "liquibase";

	static final String CHANGELOG = "changelog.yaml";

	/** Held, for the logging of the JDK forgets loggers that nobody holds. */
	private static final Logger logger = Logger.getLogger("liquibase");

	static {
		// as silent as the others
		logger.setLevel(Level.WARNING);
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public FileLayout layout() {
		return FileLayout.LIQUIBASE;
	}

	@Override
	public void migrate(Database database, Path folder) throws Exception {
		// it would write a summary to the console, where the others are silent
		Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> update(database, folder));
	}

	private static void update(Database database, Path folder) throws Exception {
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), Database.USER, "");
				DirectoryResourceAccessor files = new DirectoryResourceAccessor(folder);
				Liquibase liquibase = new Liquibase(CHANGELOG, files, DatabaseFactory.getInstance()
					.findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
			liquibase.update(new Contexts(), new LabelExpression());
		}
	}

}
