package dev.tidemark.migration;

import java.sql.Connection;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A context for what must not use it.
 */
final class NoContext implements MigrationContext {

	@Override
	public Connection connection() {
		throw new AssertionError("the connection is used");
	}

	@Override
	public JdbcClient jdbc() {
		throw new AssertionError("the client is used");
	}

	@Override
	public SchemaInspector schema() {
		throw new AssertionError("the inspector is used");
	}

}
