package dev.tidemark.jdbc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.Migrator;
import dev.tidemark.test.database.ClientRequest;
import dev.tidemark.test.database.ExchangeListener;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.ProxiedConnection;
import dev.tidemark.test.database.RoundTripProxy;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class RoundTripsTests extends AbstractMigratorTests {

	private final List<String> requests = new CopyOnWriteArrayList<>();

	@Test
	void appliesEachMigrationInOneRoundTrip() {
		for (int i = 1; i <= 100; i++) {
			write("%03d_table.sql".formatted(i),
					"CREATE TABLE t%1$d (id bigint PRIMARY KEY, name text);%nCREATE INDEX ON t%1$d (name);%nCOMMENT ON TABLE t%1$d IS 'x';"
						.formatted(i));
		}
		assertThat(applied()).hasSize(100);
		assertThat(this.requests).hasSizeLessThanOrEqualTo(110);
	}

	private List<String> applied() {
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database(), new Recorder())) {
			return Migrator.of(simple(proxy), settings()).migrate().scripts();
		}
	}

	private DataSource simple(RoundTripProxy proxy) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL(proxy.jdbcUrl());
		dataSource.setUser(database().username());
		dataSource.setPassword(database().password());
		dataSource.setPreferQueryMode(PreferQueryMode.SIMPLE);
		return dataSource;
	}

	private final class Recorder implements ExchangeListener {

		@Override
		public void beforeRequest(ProxiedConnection connection, ClientRequest request) {
			RoundTripsTests.this.requests.add(request.sql());
		}

	}

}
