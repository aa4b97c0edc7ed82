package dev.tidemark.boot.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import dev.tidemark.DatabaseConnector;
import dev.tidemark.migration.UnsupportedDatabaseException;

/**
 * Makes the data source that migrations run through: without a pool, so that a connection
 * is closed for good, and a pool of one is no obstacle.
 */
final class UnpooledDataSource {

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			UnpooledDataSource.class.getClassLoader());

	private UnpooledDataSource() {
	}

	/**
	 * Returns what connects as the application's pool does. Where the pool is not known
	 * well enough, the pool itself: its connections are taken out of it for good.
	 */
	static DataSource of(DataSource dataSource) {
		DataSource unpooled = HIKARI ? Hikari.unpooled(dataSource) : null;
		return (unpooled != null) ? unpooled : dataSource;
	}

	/**
	 * Returns what connects as the application's pool does, with another login.
	 */
	static DataSource of(DataSource dataSource, String username, @Nullable String password) {
		DataSource unpooled = HIKARI ? Hikari.unpooled(dataSource, username, password) : null;
		if (unpooled == null) {
			throw new UnsupportedDatabaseException(
					"tidemark.datasource.username is set, and the URL of the application's DataSource is not known. Nothing was run",
					"Set tidemark.datasource.url too.", null);
		}
		return unpooled;
	}

	/**
	 * Returns what connects to a URL of its own, with the schema and the init statement
	 * of the application's pool, or the history would be looked for elsewhere; where no
	 * user is given, with the application's login.
	 */
	static DataSource of(String url, @Nullable String username, @Nullable String password,
			@Nullable DataSource application) {
		DataSource unpooled = (HIKARI && application != null) ? Hikari.at(application, url, username, password) : null;
		return (unpooled != null) ? unpooled : tuned(url, username, password, new Properties());
	}

	/**
	 * Returns what connects to another database of the server as one of ours does.
	 */
	static DataSource toDatabase(DataSource ours, String database) {
		DataSource other = DatabaseConnector.of(ours).connect(database);
		return (ours instanceof InitializingDataSource initialising)
				? new InitializingDataSource(other, initialising.sql) : other;
	}

	private static DataSource tuned(String url, @Nullable String username, @Nullable String password,
			Properties properties) {
		DriverManagerDataSource dataSource = new DriverManagerDataSource();
		Properties all = new Properties();
		if (url.startsWith("jdbc:postgresql:")) {
			// many statements in one round trip, each answered for itself
			all.setProperty("preferQueryMode", "simple");
		}
		all.putAll(properties);
		dataSource.setUrl(url);
		dataSource.setConnectionProperties(all);
		if (StringUtils.hasText(username)) {
			dataSource.setUsername(username);
		}
		if (password != null) {
			dataSource.setPassword(password);
		}
		return dataSource;
	}

	/**
	 * Kept apart, since HikariCP may be absent.
	 */
	private static final class Hikari {

		private Hikari() {
		}

		static @Nullable DataSource unpooled(DataSource dataSource) {
			HikariDataSource pool = pool(dataSource);
			return (pool != null) ? unpooled(pool, pool.getUsername(), pool.getPassword()) : null;
		}

		static @Nullable DataSource unpooled(DataSource dataSource, String username, @Nullable String password) {
			HikariDataSource pool = pool(dataSource);
			return (pool != null) ? unpooled(pool, username, password) : null;
		}

		static @Nullable DataSource at(DataSource dataSource, String url, @Nullable String username,
				@Nullable String password) {
			HikariDataSource pool = pool(dataSource);
			if (pool == null) {
				return null;
			}
			boolean ownLogin = StringUtils.hasText(username) || StringUtils.hasText(password);
			return initialised(pool, url, ownLogin ? username : pool.getUsername(),
					ownLogin ? password : pool.getPassword(), new Properties());
		}

		private static @Nullable HikariDataSource pool(DataSource dataSource) {
			HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class,
					HikariDataSource.class);
			// a subclass may connect in a way of its own
			return (pool != null && pool.getClass() == HikariDataSource.class && pool.getJdbcUrl() != null) ? pool
					: null;
		}

		private static DataSource unpooled(HikariDataSource pool, @Nullable String username,
				@Nullable String password) {
			Properties properties = new Properties();
			properties.putAll(pool.getDataSourceProperties());
			return initialised(pool, pool.getJdbcUrl(), username, password, properties);
		}

		private static DataSource initialised(HikariDataSource pool, String url, @Nullable String username,
				@Nullable String password, Properties properties) {
			if (StringUtils.hasText(pool.getSchema())) {
				properties.setProperty("currentSchema", pool.getSchema());
			}
			DataSource unpooled = tuned(url, username, password, properties);
			String initSql = pool.getConnectionInitSql();
			return StringUtils.hasText(initSql) ? new InitializingDataSource(unpooled, initSql) : unpooled;
		}

	}

	/**
	 * Sets each connection up as the application's pool does.
	 */
	private static final class InitializingDataSource extends DelegatingDataSource {

		private final String sql;

		InitializingDataSource(DataSource target, String sql) {
			super(target);
			this.sql = sql;
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			try (Statement statement = connection.createStatement()) {
				statement.execute(this.sql);
				return connection;
			}
			catch (SQLException ex) {
				connection.close();
				throw ex;
			}
		}

	}

}
