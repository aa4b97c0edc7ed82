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
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

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
	 * Returns what connects with a login of its own.
	 */
	static DataSource of(String url, @Nullable String username, @Nullable String password) {
		return tuned(new DriverManagerDataSource(), url, username, password, new Properties());
	}

	private static AbstractDriverBasedDataSource tuned(AbstractDriverBasedDataSource dataSource, String url,
			@Nullable String username, @Nullable String password, Properties properties) {
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
			HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class,
					HikariDataSource.class);
			String url = (pool != null) ? pool.getJdbcUrl() : null;
			if (pool == null || url == null || pool.getClass() != HikariDataSource.class) {
				return null;
			}
			Properties properties = pool.getDataSourceProperties();
			if (StringUtils.hasText(pool.getSchema())) {
				properties.setProperty("currentSchema", pool.getSchema());
			}
			DataSource unpooled = tuned(new DriverManagerDataSource(), url, pool.getUsername(), pool.getPassword(),
					properties);
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
