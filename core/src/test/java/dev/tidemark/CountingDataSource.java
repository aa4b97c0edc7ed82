package dev.tidemark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts how often it is asked for a connection.
 */
final class CountingDataSource extends DelegatingDataSource {

	private final AtomicInteger count = new AtomicInteger();

	CountingDataSource(DataSource target) {
		super(target);
	}

	int count() {
		return this.count.get();
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.count.incrementAndGet();
		return super.getConnection();
	}

}
