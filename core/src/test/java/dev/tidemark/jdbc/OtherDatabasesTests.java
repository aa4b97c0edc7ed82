package dev.tidemark.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class OtherDatabasesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jdbc:postgresql:db                              | jdbc:postgresql:a+b%2F%3F
			jdbc:postgresql:/                               | jdbc:postgresql:a+b%2F%3F
			jdbc:postgresql:db?ssl=true                     | jdbc:postgresql:a+b%2F%3F?ssl=true
			jdbc:postgresql://host                          | jdbc:postgresql://host/a+b%2F%3F
			jdbc:postgresql://host/                         | jdbc:postgresql://host/a+b%2F%3F
			jdbc:postgresql://host?user=u                   | jdbc:postgresql://host/a+b%2F%3F?user=u
			jdbc:postgresql://h1,h2:5433/db?x=y&z=/db       | jdbc:postgresql://h1,h2:5433/a+b%2F%3F?x=y&z=/db
			jdbc:postgresql://[::1]:5433/%C3%A4%20b         | jdbc:postgresql://[::1]:5433/a+b%2F%3F
			jdbc:postgresql://host/db?PGDBNAME=other        | jdbc:postgresql://host/a+b%2F%3F
			""")
	void aUrlKeepsHostsAndParametersAndTheDriverReadsTheNewName(String url, String expected) {
		String other = JdbcUrl.withDatabase(url, "a b/?").orElseThrow();
		assertThat(other).isEqualTo(expected);
		Properties after = Driver.parseURL(other, new Properties());
		assertThat(after.getProperty("PGDBNAME")).isEqualTo("a b/?");
	}

	@Test
	void theDriversDataSourceIsCopiedWithItsLogin() {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL("jdbc:postgresql://h1,h2:5433/db?currentSchema=app");
		dataSource.setUser("u");
		dataSource.setPassword("p");
		PGSimpleDataSource other = (PGSimpleDataSource) OtherDatabases.of(dataSource, "x").orElseThrow();
		assertThat(other.getDatabaseName()).isEqualTo("x");
		assertThat(other.getServerNames()).containsExactly("h1", "h2");
		assertThat(other.getCurrentSchema()).isEqualTo("app");
		assertThat(other.getUser()).isEqualTo("u");
		assertThat(other.getPassword()).isEqualTo("p");
		assertThat(dataSource.getDatabaseName()).isEqualTo("db");
	}

	@Test
	void springsDataSourceIsCopiedWithItsLoginAlsoBehindADelegate() {
		Properties properties = new Properties();
		properties.setProperty("preferQueryMode", "simple");
		DriverManagerDataSource dataSource = new DriverManagerDataSource("jdbc:postgresql://h/db", "u", "p");
		dataSource.setConnectionProperties(properties);
		DriverManagerDataSource other = (DriverManagerDataSource) OtherDatabases
			.of(new DelegatingDataSource(dataSource), "x")
			.orElseThrow();
		assertThat(other.getUrl()).isEqualTo("jdbc:postgresql://h/x");
		assertThat(other.getUsername()).isEqualTo("u");
		assertThat(other.getPassword()).isEqualTo("p");
		assertThat(other.getConnectionProperties()).isEqualTo(properties);
	}

	@Test
	void whatDoesNotTellHowItConnectsIsNotGuessed() {
		assertThat(OtherDatabases.of(new UnknownDataSource(), "x")).isEmpty();
	}

	/**
	 * Connects in a way of its own.
	 */
	private static final class UnknownDataSource extends AbstractDataSource {

		@Override
		public Connection getConnection() throws SQLException {
			throw new SQLException("not to be asked");
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
