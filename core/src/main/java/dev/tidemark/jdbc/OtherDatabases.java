package dev.tidemark.jdbc;

import java.sql.SQLException;
import java.util.Optional;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ds.common.BaseDataSource;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Makes data sources for other databases of the same server.
 */
public final class OtherDatabases {

	private OtherDatabases() {
	}

	/**
	 * Returns what connects to another database with the same hosts, parameters and
	 * login.
	 * @param dataSource what connects to a database of the server
	 * @param database the name of the other
	 * @return the data source, or nothing where the first does not tell how it connects
	 */
	public static Optional<DataSource> of(DataSource dataSource, String database) {
		if (dataSource instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
			return of(delegating.getTargetDataSource(), database);
		}
		if (dataSource instanceof AbstractDriverBasedDataSource byUrl && byUrl.getUrl() != null) {
			return JdbcUrl.withDatabase(byUrl.getUrl(), database).map((url) -> byUrl(byUrl, url));
		}
		BaseDataSource driver = driver(dataSource);
		return (driver != null) ? Optional.of(copy(driver, database)) : Optional.empty();
	}

	/**
	 * Tells which database a data source connects to.
	 * @param dataSource any data source
	 * @return the name, or nothing where it does not tell
	 */
	public static Optional<String> nameOf(DataSource dataSource) {
		return target(dataSource).map(BaseDataSource::getDatabaseName).or(() -> userOf(dataSource));
	}

	/**
	 * Tells as whom a data source connects.
	 * @param dataSource any data source
	 * @return the user, or nothing where it does not tell
	 */
	public static Optional<String> userOf(DataSource dataSource) {
		return target(dataSource).map(BaseDataSource::getUser);
	}

	/**
	 * Reads a URL as the driver's own data source does.
	 */
	private static Optional<BaseDataSource> target(DataSource dataSource) {
		if (dataSource instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
			return target(delegating.getTargetDataSource());
		}
		if (dataSource instanceof AbstractDriverBasedDataSource byUrl && byUrl.getUrl() != null
				&& byUrl.getUrl().startsWith("jdbc:postgresql:")) {
			PGSimpleDataSource read = new PGSimpleDataSource();
			read.setURL(byUrl.getUrl());
			if (byUrl.getUsername() != null) {
				read.setUser(byUrl.getUsername());
			}
			return Optional.of(read);
		}
		return Optional.ofNullable(driver(dataSource));
	}

	private static DataSource byUrl(AbstractDriverBasedDataSource dataSource, String url) {
		AbstractDriverBasedDataSource copy = same(dataSource);
		copy.setUrl(url);
		if (dataSource.getUsername() != null) {
			copy.setUsername(dataSource.getUsername());
		}
		if (dataSource.getPassword() != null) {
			copy.setPassword(dataSource.getPassword());
		}
		if (dataSource.getConnectionProperties() != null) {
			copy.setConnectionProperties(dataSource.getConnectionProperties());
		}
		if (dataSource.getSchema() != null) {
			copy.setSchema(dataSource.getSchema());
		}
		return copy;
	}

	private static AbstractDriverBasedDataSource same(AbstractDriverBasedDataSource dataSource) {
		if (dataSource instanceof SimpleDriverDataSource simple && simple.getDriver() != null) {
			SimpleDriverDataSource copy = new SimpleDriverDataSource();
			copy.setDriver(simple.getDriver());
			return copy;
		}
		return new DriverManagerDataSource();
	}

	private static @Nullable BaseDataSource driver(DataSource dataSource) {
		try {
			if (dataSource instanceof BaseDataSource driver) {
				return driver;
			}
			return dataSource.isWrapperFor(BaseDataSource.class) ? dataSource.unwrap(BaseDataSource.class) : null;
		}
		catch (SQLException ex) {
			return null;
		}
	}

	private static DataSource copy(BaseDataSource driver, String database) {
		try {
			PGSimpleDataSource copy = new PGSimpleDataSource();
			copy.initializeFrom(driver);
			copy.setDatabaseName(database);
			return copy;
		}
		catch (Exception ex) {
			throw new IllegalStateException("The data source of PostgreSQL's driver cannot be copied", ex);
		}
	}

}
