package dev.tidemark.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

import javax.sql.DataSource;

import dev.tidemark.event.StepDescription;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.Direction;

/**
 * Rows that come into the tables when a migration has been applied.
 *
 * @param versionOrName the migration: its version, or for a repeatable one its name
 * @param sql the statements
 */
record TestData(String versionOrName, String sql) {

	/**
	 * Tells whether a step has applied the migration.
	 */
	boolean follows(StepDescription step) {
		return step.direction().equals(Direction.UP.word())
				&& key(Optional.ofNullable(step.version()).orElse(step.name())).equals(key(this.versionOrName));
	}

	private static MigrationKey key(String versionOrName) {
		return MigrationKey.of(Version.find(versionOrName).orElse(null), versionOrName);
	}

	/**
	 * Executes the statements.
	 * @throws IllegalStateException if one of them fails
	 */
	void insert(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute(this.sql);
			connection.commit();
			connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The data for migration %s could not be put in, so nothing is proven: %s"
				.formatted(this.versionOrName, ex.getMessage()), ex);
		}
	}

}
