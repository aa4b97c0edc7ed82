package dev.tidemark.sample.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * What a running PostgreSQL server writes about itself into its data directory.
 */
record PostmasterFile(Path data, long pid, int port) {

	static final String SUPERUSER = "postgres";

	private static final int PID_LINE = 0;

	private static final int PORT_LINE = 3;

	/**
	 * Reads the file; empty where there is none, or none that is complete yet.
	 */
	static Optional<PostmasterFile> of(Path data) {
		try {
			List<String> lines = Files.readAllLines(path(data));
			return Optional.of(new PostmasterFile(data, Long.parseLong(lines.get(PID_LINE).strip()),
					Integer.parseInt(lines.get(PORT_LINE).strip())));
		}
		catch (IOException | NumberFormatException | IndexOutOfBoundsException ex) {
			return Optional.empty();
		}
	}

	static Path path(Path data) {
		return data.resolve("postmaster.pid");
	}

	static String url(int port) {
		return "jdbc:postgresql://localhost:" + port + "/postgres";
	}

	/**
	 * Whether a server answers on that port, and these data are its own.
	 */
	boolean answers() {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SHOW data_directory")) {
			return result.next() && Files.isSameFile(this.data, Path.of(result.getString(1)));
		}
		catch (SQLException | IOException ex) {
			return false;
		}
	}

	/**
	 * Ends all other sessions, so that the server need not wait for them when it stops.
	 */
	void endSessions() {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
					+ " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The server of process " + this.pid + " answered, and now does not", ex);
		}
	}

	private Connection connect() throws SQLException {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL(url(this.port));
		dataSource.setUser(SUPERUSER);
		dataSource.setConnectTimeout(5);
		dataSource.setSocketTimeout(5);
		return dataSource.getConnection();
	}

}
