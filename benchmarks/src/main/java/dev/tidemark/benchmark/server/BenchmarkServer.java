package dev.tidemark.benchmark.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.util.FileSystemUtils;

/**
 * An embedded PostgreSQL of the benchmarks' own, with the server's default settings where
 * they matter: what is committed has reached the disk. Not for use by several threads.
 */
public final class BenchmarkServer implements AutoCloseable {

	/** Shown on the page, since they decide what a commit costs. */
	private static final List<String> SETTINGS = List.of("fsync", "synchronous_commit", "full_page_writes", "wal_level",
			"wal_sync_method", "shared_buffers", "max_wal_size", "max_connections", "jit");

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final Duration PAUSE = Duration.ofMillis(20);

	private final EmbeddedPostgres process;

	private final Path data;

	private final Path log;

	private final Connection maintenance;

	private int created;

	private BenchmarkServer(EmbeddedPostgres process, Path data, Path log, Connection maintenance) {
		this.process = process;
		this.data = data;
		this.log = log;
		this.maintenance = maintenance;
	}

	/**
	 * Starts a server.
	 * @param directory where its data and its log are while it runs: on a disk, not in
	 * memory
	 * @return a server with no databases of ours
	 * @throws IOException if it does not start
	 * @throws SQLException if it does not answer
	 */
	public static BenchmarkServer start(Path directory) throws IOException, SQLException {
		Path data = Files.createTempDirectory(Files.createDirectories(directory), "server-");
		Path log = data.resolveSibling(data.getFileName() + ".log");
		EmbeddedPostgres process = launch(data, ProcessBuilder.Redirect.appendTo(log.toFile()));
		Connection maintenance = new Database("localhost", process.getPort(), "postgres", null).connect();
		BenchmarkServer server = new BenchmarkServer(process, data, log, maintenance);
		server.checkThatCommitsLast();
		return server;
	}

	private static EmbeddedPostgres launch(Path data, ProcessBuilder.Redirect log) throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setCleanDataDirectory(false)
			.setPGStartupWait(PATIENCE)
			.setOutputRedirector(log)
			.setErrorRedirector(log)
			.setLocaleConfig("locale", "C")
			// the library's defaults are for data that may be lost
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("max_connections", "100")
			// for the counts
			.setServerConfig("log_connections", "on")
			.setServerConfig("log_line_prefix", "%d:")
			.start();
	}

	private void checkThatCommitsLast() throws SQLException {
		for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
			if (!show(setting).equals("on")) {
				throw new IllegalStateException(setting + " is not on: the times would mean nothing");
			}
		}
	}

	/**
	 * Creates an empty database.
	 * @return a database to be dropped by the caller
	 * @throws SQLException if the server refuses
	 */
	public Database createDatabase() throws SQLException {
		return copyOf("template0");
	}

	/**
	 * Creates a copy of a database that nobody is connected to.
	 * @param original what is copied
	 * @return a database to be dropped by the caller
	 * @throws SQLException if the server refuses
	 */
	public Database copyOf(Database original) throws SQLException {
		return copyOf(original.name());
	}

	private Database copyOf(String original) throws SQLException {
		String name = "benchmark_" + ++this.created;
		execute("CREATE DATABASE %s TEMPLATE %s".formatted(name, original));
		return new Database("localhost", this.process.getPort(), name, null);
	}

	/**
	 * Drops a database, whoever is connected to it.
	 * @param database one of this server's
	 * @throws SQLException if the server refuses
	 */
	public void drop(Database database) throws SQLException {
		execute("DROP DATABASE %s WITH (FORCE)".formatted(database.name()));
	}

	/**
	 * What the server logs about a database from now on.
	 * @param database its name
	 * @return the part of the log
	 * @throws IOException if the log cannot be read
	 */
	public ServerLog log(String database) throws IOException {
		return new ServerLog(this.log, database);
	}

	/**
	 * Where the server is, and the login of its superuser.
	 * @return a JDBC URL of the database {@code postgres}
	 */
	public String jdbcUrl() {
		return "jdbc:postgresql://localhost:%d/postgres?user=%s".formatted(this.process.getPort(), Database.USER);
	}

	/**
	 * The settings that decide what is measured.
	 * @return values as {@code SHOW} gives them, by name
	 * @throws SQLException if the server does not answer
	 */
	public Map<String, String> settings() throws SQLException {
		Map<String, String> settings = new LinkedHashMap<>();
		for (String name : SETTINGS) {
			settings.put(name, show(name));
		}
		return settings;
	}

	/**
	 * The server's release.
	 * @return a version such as {@code 18.6}
	 * @throws SQLException if the server does not answer
	 */
	public String version() throws SQLException {
		return show("server_version");
	}

	/**
	 * The kind of file system that the data are on.
	 * @return a name such as {@code ext4}
	 * @throws IOException if it cannot be told
	 */
	public String fileSystem() throws IOException {
		return Files.getFileStore(this.data).type();
	}

	private String show(String setting) throws SQLException {
		try (Statement statement = this.maintenance.createStatement();
				ResultSet result = statement.executeQuery("SHOW " + setting)) {
			result.next();
			return result.getString(1);
		}
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.maintenance.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Stops the server and removes its data.
	 */
	@Override
	public void close() throws IOException {
		this.process.close();
		awaitEnd();
		FileSystemUtils.deleteRecursively(this.data);
		Files.deleteIfExists(this.log);
	}

	/**
	 * Waits longer than the library does: a server that has written much has much to
	 * bring to the disk.
	 */
	private void awaitEnd() throws IOException {
		Path file = this.data.resolve("postmaster.pid");
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (Files.exists(file)) {
			if (System.nanoTime() > deadline) {
				throw new IOException("The server of the benchmarks does not stop; its data are in " + this.data);
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

}
