package dev.tidemark.migration;

import java.sql.Connection;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a Java migration works with. Valid only during the call, in its thread.
 */
public interface MigrationContext {

	/**
	 * Returns the migration's connection, inside its transaction. Commit, rollback and
	 * changes of the auto-commit mode are refused; closing it does nothing.
	 * @return the connection
	 */
	Connection connection();

	/**
	 * Returns a client on {@link #connection()}.
	 * @return the client
	 */
	JdbcClient jdbc();

	/**
	 * Returns what answers questions about the schema, on {@link #connection()}.
	 * @return the inspector
	 */
	SchemaInspector schema();

}
