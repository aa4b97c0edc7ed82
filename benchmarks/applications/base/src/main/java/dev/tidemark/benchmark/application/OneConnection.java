package dev.tidemark.benchmark.application;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.beans.factory.InitializingBean;

/**
 * Takes a connection from the pool once, as nearly every application does before it is
 * ready.
 */
final class OneConnection implements InitializingBean {

	private final DataSource dataSource;

	OneConnection(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public void afterPropertiesSet() throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			if (!connection.isValid(1)) {
				throw new SQLException("The connection is not valid");
			}
		}
	}

}
