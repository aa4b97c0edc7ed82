package dev.tidemark.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Sends text as it is, as one query string of the simple protocol: it is the server that
 * splits it.
 */
final class SimpleQueries implements AutoCloseable {

	private final Connection connection;

	SimpleQueries(DataSource dataSource) throws SQLException {
		PGSimpleDataSource simple = (PGSimpleDataSource) dataSource;
		simple.setPreferQueryMode(PreferQueryMode.SIMPLE);
		this.connection = simple.getConnection();
	}

	/**
	 * Sends a text.
	 * @return what each command of it has answered
	 */
	List<String> send(String text) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.setEscapeProcessing(false);
			List<String> answers = new ArrayList<>();
			boolean rows = statement.execute(text);
			while (rows || statement.getUpdateCount() >= 0) {
				answers.add(rows ? rows(statement.getResultSet()) : "count " + statement.getUpdateCount());
				rows = statement.getMoreResults();
			}
			return answers;
		}
	}

	/**
	 * Sends texts one after the other, and takes back what they did.
	 */
	List<List<String>> sendAndRollBack(List<String> texts) throws SQLException {
		send("BEGIN");
		try {
			List<List<String>> answers = new ArrayList<>();
			for (String text : texts) {
				answers.add(send(text));
			}
			return answers;
		}
		finally {
			send("ROLLBACK");
		}
	}

	private static String rows(ResultSet rows) throws SQLException {
		StringBuilder text = new StringBuilder();
		int columns = rows.getMetaData().getColumnCount();
		for (int i = 1; i <= columns; i++) {
			text.append(rows.getMetaData().getColumnLabel(i)).append('|');
		}
		while (rows.next()) {
			text.append('\n');
			for (int i = 1; i <= columns; i++) {
				text.append(rows.getString(i)).append('|');
			}
		}
		return text.toString();
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
