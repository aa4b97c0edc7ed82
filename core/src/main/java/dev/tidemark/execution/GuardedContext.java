package dev.tidemark.execution;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.SchemaInspector;
import dev.tidemark.schema.CatalogInspector;

/**
 * Gives a Java migration its connection, and keeps it from ending the transaction.
 */
final class GuardedContext implements MigrationContext {

	private static final Set<String> REFUSED = Set.of("commit", "rollback", "setAutoCommit", "abort");

	private final Connection connection;

	private final JdbcClient jdbc;

	GuardedContext(Connection connection) {
		this.connection = guard(connection);
		this.jdbc = JdbcClient.create(new SingleConnectionDataSource(this.connection, true));
	}

	private static Connection guard(Connection target) {
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> invoke(target, method, arguments));
	}

	private static Object invoke(Connection target, Method method, Object[] arguments) throws Throwable {
		boolean toSavepoint = arguments != null && method.getName().equals("rollback");
		if (REFUSED.contains(method.getName()) && !toSavepoint) {
			throw new SQLException(
					"A migration may not call Connection.%s: its transaction is ended with its history row"
						.formatted(method.getName()));
		}
		if (method.getName().equals("close")) {
			return Void.TYPE;
		}
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	@Override
	public Connection connection() {
		return this.connection;
	}

	@Override
	public JdbcClient jdbc() {
		return this.jdbc;
	}

	@Override
	public SchemaInspector schema() {
		return CatalogInspector.of(this.jdbc);
	}

}
