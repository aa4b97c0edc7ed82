package dev.tidemark.sample.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that outlived its application, because that was killed. To be called under the
 * directory's lock.
 */
final class LeftBehindServer {

	private static final Logger logger = LoggerFactory.getLogger(LeftBehindServer.class);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private LeftBehindServer() {
	}

	/**
	 * Stops the server over these data, if one runs; nothing that is committed is lost.
	 * @throws DatabaseSetupException if it does not stop
	 */
	static void stop(Path data) {
		Optional<PostmasterFile> file = PostmasterFile.of(data);
		Optional<ProcessHandle> process = file.flatMap((found) -> ProcessHandle.of(found.pid()))
			.filter(ProcessHandle::isAlive);
		if (file.isPresent() && process.isPresent()) {
			stop(file.get(), process.get());
		}
	}

	private static void stop(PostmasterFile file, ProcessHandle process) {
		if (!isRunning(process) || !mayBePostgres(process)) {
			forget(file);
			return;
		}
		Deadline deadline = Deadline.in(PATIENCE);
		boolean asked = false;
		while (isThere(file, process)) {
			// a signal only to what has proved to be the server of these data: the number
			// may be another's by now
			if (!asked && file.answers()) {
				logger.info("Stopping the embedded PostgreSQL (process {}) that a killed application left behind",
						process.pid());
				file.endSessions();
				process.destroy();
				asked = true;
			}
			if (!deadline.await(Duration.ofMillis(100))) {
				throw new DatabaseSetupException(
						"Process %d may be a PostgreSQL server over %s, and it neither answers nor stops."
							.formatted(process.pid(), file.data()),
						"End that process if it is PostgreSQL; if it is not, remove " + PostmasterFile.path(file.data())
								+ ".");
			}
		}
	}

	private static boolean isThere(PostmasterFile file, ProcessHandle process) {
		return isRunning(process) && PostmasterFile.of(file.data()).filter(file::equals).isPresent();
	}

	/**
	 * Whether the process does something: where nobody reaps it, as in many containers,
	 * one that has ended counts as alive to Java, and to PostgreSQL.
	 */
	static boolean isRunning(ProcessHandle process) {
		if (!process.isAlive()) {
			return false;
		}
		try {
			String state = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
			return state.charAt(state.lastIndexOf(')') + 2) != 'Z';
		}
		catch (IOException ex) {
			// not Linux
			return process.isAlive();
		}
	}

	private static boolean mayBePostgres(ProcessHandle process) {
		return process.info()
			.command()
			.map((command) -> Path.of(command).getFileName().toString().startsWith("postgres"))
			.orElse(true);
	}

	/**
	 * PostgreSQL itself would refuse to start while any process has the number.
	 */
	private static void forget(PostmasterFile file) {
		Path path = PostmasterFile.path(file.data());
		logger.info("Removing {}: process {} is no PostgreSQL server", path, file.pid());
		try {
			Files.deleteIfExists(path);
		}
		catch (IOException ex) {
			throw new DatabaseSetupException("Could not remove " + path + ": " + ex.getMessage(), "Remove it.", ex);
		}
	}

}
