package dev.tidemark.jdbc;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.ds.common.BaseDataSource;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Tells PostgreSQL's own programs how a data source connects.
 */
public final class LibpqEnvironment {

	private LibpqEnvironment() {
	}

	/**
	 * Returns the environment variables of libpq.
	 * @param session a session of the data source
	 * @param dataSource the data source, which may know the password
	 * @return variables with hosts, ports, user and, where it is known, the password
	 * @throws SQLException if the session is closed
	 */
	public static Map<String, String> of(Session session, DataSource dataSource) throws SQLException {
		Map<String, String> environment = new HashMap<>();
		String url = session.connection().getMetaData().getURL();
		Properties properties = (url != null) ? Driver.parseURL(url, new Properties()) : null;
		if (properties != null) {
			put(environment, "PGHOST", properties.getProperty("PGHOST"));
			put(environment, "PGPORT", properties.getProperty("PGPORT"));
			put(environment, "PGSSLMODE", properties.getProperty("sslmode"));
			put(environment, "PGSSLROOTCERT", properties.getProperty("sslrootcert"));
			put(environment, "PGPASSWORD", properties.getProperty("password"));
		}
		put(environment, "PGTARGETSESSIONATTRS", "read-write");
		put(environment, "PGUSER", session.connection().getMetaData().getUserName());
		put(environment, "PGPASSWORD", password(dataSource));
		return environment;
	}

	private static void put(Map<String, String> environment, String name, @Nullable String value) {
		if (value != null && !value.isEmpty()) {
			environment.put(name, value);
		}
	}

	private static @Nullable String password(DataSource dataSource) {
		if (dataSource instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
			return password(delegating.getTargetDataSource());
		}
		if (dataSource instanceof AbstractDriverBasedDataSource byUrl) {
			return byUrl.getPassword();
		}
		return (dataSource instanceof BaseDataSource driver) ? driver.getPassword() : null;
	}

}
