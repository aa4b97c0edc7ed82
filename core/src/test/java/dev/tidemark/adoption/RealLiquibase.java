package dev.tidemark.adoption;

import java.nio.file.Path;
import java.sql.Connection;
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

import dev.tidemark.test.database.TestDatabase;

/**
 * Liquibase itself, on a folder of changelogs.
 */
final class RealLiquibase {

	private static final Logger logger = Logger.getLogger("liquibase");

	static {
		logger.setLevel(Level.WARNING);
	}

	private final TestDatabase database;

	private final Path folder;

	RealLiquibase(TestDatabase database, Path folder) {
		this.database = database;
		this.folder = folder;
	}

	void update(String changelog) {
		with(changelog, (liquibase) -> liquibase.update(new Contexts(), new LabelExpression()));
	}

	/**
	 * Counts the changesets that it would run.
	 */
	int unrun(String changelog) {
		int[] count = new int[1];
		with(changelog,
				(liquibase) -> count[0] = liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).size());
		return count[0];
	}

	private void with(String changelog, Action action) {
		try {
			Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> {
				try (Connection connection = this.database.dataSource().getConnection();
						DirectoryResourceAccessor files = new DirectoryResourceAccessor(this.folder);
						Liquibase liquibase = new Liquibase(changelog, files, DatabaseFactory.getInstance()
							.findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
					action.run(liquibase);
				}
			});
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@FunctionalInterface
	private interface Action {

		void run(Liquibase liquibase) throws Exception;

	}

}
