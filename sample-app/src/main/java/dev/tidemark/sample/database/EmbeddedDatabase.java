package dev.tidemark.sample.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A real PostgreSQL server that the application starts and stops, and whose data stay in
 * a directory. A second application over the same directory shares the server of the
 * first.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedDatabase.class);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final int port;

	private final @Nullable EmbeddedPostgres server;

	private final @Nullable DirectoryLock lock;

	private EmbeddedDatabase(int port, @Nullable EmbeddedPostgres server, @Nullable DirectoryLock lock) {
		this.port = port;
		this.server = server;
		this.lock = lock;
	}

	/**
	 * Starts the server over a directory, which is made if it is missing, or joins the
	 * one that runs there.
	 * @throws DatabaseSetupException if no server can run there
	 */
	static EmbeddedDatabase start(Path directory) {
		return start(directory, PATIENCE);
	}

	static EmbeddedDatabase start(Path directory, Duration patience) {
		ServerDirectory files = ServerDirectory.at(directory);
		Deadline deadline = Deadline.in(patience);
		while (true) {
			DirectoryLock lock = files.tryLock();
			if (lock != null) {
				return startOwn(files, lock, patience);
			}
			Optional<PostmasterFile> running = PostmasterFile.of(files.data()).filter(PostmasterFile::answers);
			if (running.isPresent()) {
				logger.info("Sharing the embedded PostgreSQL in {}, which stops with the application that started it",
						files.root());
				return new EmbeddedDatabase(running.get().port(), null, null);
			}
			if (!deadline.await(Duration.ofMillis(200))) {
				throw new DatabaseSetupException(
						"Another application holds " + files.root() + ", and no database answers there.",
						"Stop the other application, or start this one in another directory.");
			}
		}
	}

	private static EmbeddedDatabase startOwn(ServerDirectory files, DirectoryLock lock, Duration patience) {
		try {
			files.checkOwner();
			LeftBehindServer.stop(files.data());
			int port = files.port();
			EmbeddedDatabase database = new EmbeddedDatabase(port, launch(files, port, patience), lock);
			logger.info("Embedded PostgreSQL is ready at {}, its data in {}", database.getJdbcUrl(), files.data());
			return database;
		}
		catch (Throwable ex) {
			lock.close();
			throw ex;
		}
	}

	private static EmbeddedPostgres launch(ServerDirectory files, int port, Duration patience) {
		files.removeHalfUnpackedBinaries();
		files.beginData();
		ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(files.log().toFile());
		try {
			EmbeddedPostgres server = EmbeddedPostgres.builder()
				.setDataDirectory(files.data())
				.setCleanDataDirectory(false)
				.setOverrideWorkingDirectory(files.binaries().toFile())
				.setPort(port)
				.setRegisterShutdownHook(false)
				.setPGStartupWait(patience)
				.setOutputRedirector(log)
				.setErrorRedirector(log)
				.setLocaleConfig("locale", "C")
				.setLocaleConfig("locale-provider", "builtin")
				.setLocaleConfig("builtin-locale", "C.UTF-8")
				// the library's defaults are for data that may be lost
				.setServerConfig("fsync", "on")
				.setServerConfig("synchronous_commit", "on")
				.setServerConfig("max_connections", "100")
				.setServerConfig("unix_socket_directories", "")
				.start();
			files.endData();
			return server;
		}
		catch (IOException | RuntimeException | ExceptionInInitializerError ex) {
			throw new DatabaseSetupException(
					"The embedded PostgreSQL did not start in " + files.root() + ":\n" + files.endOfLog(),
					"The whole log is in " + files.log() + ". " + DatabaseVariables.HINT, ex);
		}
	}

	@Override
	public String getJdbcUrl() {
		return PostmasterFile.url(this.port);
	}

	@Override
	public String getUsername() {
		return PostmasterFile.SUPERUSER;
	}

	@Override
	public String getPassword() {
		return "";
	}

	/**
	 * Stops the server, unless it is another application's.
	 */
	@Override
	public void close() throws IOException {
		try {
			if (this.server != null) {
				this.server.close();
			}
		}
		finally {
			if (this.lock != null) {
				this.lock.close();
			}
		}
	}

}
