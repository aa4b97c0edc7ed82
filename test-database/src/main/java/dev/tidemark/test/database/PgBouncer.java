package dev.tidemark.test.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.Assumptions;
import org.springframework.util.FileSystemUtils;

/**
 * A PgBouncer in front of a {@link TestDatabase}, as a process of its own on a free port
 * of the loopback interface. Tests that need it are skipped where it is not installed.
 */
public final class PgBouncer implements AutoCloseable {

	private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/pgbouncer"), Path.of("/usr/bin/pgbouncer"),
			Path.of("/usr/local/bin/pgbouncer"), Path.of("/opt/homebrew/bin/pgbouncer"));

	private static final Map<String, String> PARAMETERS = Map.of("sslmode", "disable", "gssEncMode", "disable");

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String HOST = "127.0.0.1";

	private final TestDatabase database;

	private final Path directory;

	private final int port;

	private final Process process;

	private PgBouncer(TestDatabase database, Path directory, int port, Process process) {
		this.database = database;
		this.directory = directory;
		this.port = port;
		this.process = process;
	}

	/**
	 * Starts a pooler that hands each transaction to any session.
	 * @param database where it leads; its roles so far may log in
	 * @param poolSize how many sessions it opens at most for one login
	 * @return a pooler that runs until it is closed
	 */
	public static PgBouncer inTransactionMode(TestDatabase database, int poolSize) {
		return start(database, Map.of("pool_mode", "transaction", "default_pool_size", String.valueOf(poolSize)), "");
	}

	/**
	 * Starts a pooler that keeps a session for as long as its client is connected.
	 * @param database where it leads; its roles so far may log in
	 * @return a pooler that runs until it is closed
	 */
	public static PgBouncer inSessionMode(TestDatabase database) {
		return start(database, Map.of("pool_mode", "session", "default_pool_size", "100"), "");
	}

	/**
	 * Starts a pooler.
	 * @param database where it leads; its roles so far may log in
	 * @param settings of the section {@code [pgbouncer]}
	 * @param connection what else is said of the database, such as
	 * {@code connect_query='…'}
	 * @return a pooler that runs until it is closed
	 */
	public static PgBouncer start(TestDatabase database, Map<String, String> settings, String connection) {
		Optional<Path> executable = PLACES.stream().filter(Files::isExecutable).findFirst();
		Assumptions.assumeTrue(executable.isPresent(), "PgBouncer is not installed (Debian's package: pgbouncer)");
		try {
			Path directory = Files.createTempDirectory("pgbouncer-");
			// it is another user where the tests run as root
			Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
			int port = EmbeddedSource.freePort();
			Path users = Files.writeString(directory.resolve("users.txt"), users(database));
			Path file = Files.writeString(directory.resolve("pgbouncer.ini"),
					configuration(database, port, users, settings, connection));
			Process process = new ProcessBuilder(command(executable.get(), file)).redirectErrorStream(true)
				.redirectOutput(directory.resolve("log.txt").toFile())
				.start();
			PgBouncer started = new PgBouncer(database, directory, port, process);
			started.awaitListening();
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> command(Path executable, Path file) {
		boolean root = System.getProperty("user.name").equals("root");
		return root ? List.of(executable.toString(), "-u", "nobody", file.toString())
				: List.of(executable.toString(), file.toString());
	}

	private static String users(TestDatabase database) {
		Stream<TestRole> owner = Stream.of(new TestRole(database.username(), database.password()));
		return Stream.concat(owner, database.roles().stream())
			.map((role) -> "\"%s\" \"%s\"%n".formatted(role.name(), role.password()))
			.collect(Collectors.joining());
	}

	private static String configuration(TestDatabase database, int port, Path users, Map<String, String> settings,
			String connection) {
		Map<String, String> all = new LinkedHashMap<>();
		all.put("listen_addr", HOST);
		all.put("listen_port", String.valueOf(port));
		all.put("unix_socket_dir", "");
		all.put("auth_type", "trust");
		all.put("auth_file", users.toString());
		all.put("max_client_conn", "500");
		// as every Java client needs it
		all.put("ignore_startup_parameters", "extra_float_digits");
		all.putAll(settings);
		return "[databases]%n* = host=%s port=%d %s%n[pgbouncer]%n".formatted(database.address().host(),
				database.address().port(), connection)
				+ all.entrySet()
					.stream()
					.map((setting) -> setting.getKey() + " = " + setting.getValue() + "\n")
					.collect(Collectors.joining());
	}

	private void awaitListening() throws IOException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!isListening()) {
			if (!this.process.isAlive() || System.nanoTime() > deadline) {
				String log = Files.readString(this.directory.resolve("log.txt"));
				close();
				throw new IllegalStateException("PgBouncer does not start: " + log);
			}
		}
	}

	private boolean isListening() {
		try (Socket socket = new Socket(InetAddress.getByName(HOST), this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * The database's URL through the pooler, without user and password.
	 * @return a JDBC URL
	 */
	public String jdbcUrl() {
		return address().jdbcUrl(this.database.name());
	}

	/**
	 * Opens a new connection to the pooler, as the database's owner, whenever it is asked
	 * for one.
	 * @return a data source without a pool of its own
	 */
	public DataSource dataSource() {
		return address().dataSource(this.database.name());
	}

	/**
	 * Opens a new connection to the pooler, as the given role, whenever it is asked for
	 * one.
	 * @param role a role that was there when the pooler was started
	 * @return a data source without a pool of its own
	 */
	public DataSource dataSource(TestRole role) {
		return address().as(role).dataSource(this.database.name());
	}

	private ServerAddress address() {
		return this.database.address().with(HOST, this.port, PARAMETERS);
	}

	/**
	 * Stops the pooler at once, whoever is connected to it.
	 */
	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
