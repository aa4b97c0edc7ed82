package dev.tidemark;

import javax.sql.DataSource;

import dev.tidemark.jdbc.OtherDatabases;
import dev.tidemark.migration.UnsupportedDatabaseException;

/**
 * Connects to other databases of the same server with the same login, as a rehearsal does
 * on a database of its own.
 */
@FunctionalInterface
public interface DatabaseConnector {

	/**
	 * Returns what connects to a database, which need not exist yet.
	 * @param database its name, not quoted
	 * @return a data source without a pool
	 */
	DataSource connect(String database);

	/**
	 * Derives a connector from a data source: one of PostgreSQL's driver, or one of
	 * Spring's that connects by a URL. For any other, the connector throws an
	 * {@link UnsupportedDatabaseException} when it is used.
	 * @param dataSource what connects to a database of the server
	 * @return a connector that keeps hosts, parameters and login
	 */
	static DatabaseConnector of(DataSource dataSource) {
		return (database) -> OtherDatabases.of(dataSource, database)
			.orElseThrow(() -> new UnsupportedDatabaseException(
					"How to connect to another database with a %s is not known. Nothing was run"
						.formatted(dataSource.getClass().getName()),
					"Set tidemark.datasource.url, or tell it by Migrator.withDatabases.", null));
	}

}
