package dev.tidemark.benchmark.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the server has written in its log about one database, from a moment on.
 */
public final class ServerLog {

	private final Path file;

	private final String database;

	private final long skipped;

	ServerLog(Path file, String database) throws IOException {
		this.file = file;
		this.database = database;
		try (Stream<String> lines = Files.lines(this.file, StandardCharsets.UTF_8)) {
			this.skipped = lines.count();
		}
	}

	/**
	 * The requests to execute something; statements that are sent together count once.
	 * @return the number of lines that {@code log_statement} made
	 * @throws IOException if the log cannot be read
	 */
	public long statements() throws IOException {
		return count("LOG:  statement: ") + count("LOG:  execute ");
	}

	/**
	 * The connections that were let in.
	 * @return the number of lines that {@code log_connections} made
	 * @throws IOException if the log cannot be read
	 */
	public long connections() throws IOException {
		return count("LOG:  connection authorized: ");
	}

	private long count(String message) throws IOException {
		String start = this.database + ":" + message;
		try (Stream<String> lines = Files.lines(this.file, StandardCharsets.UTF_8)) {
			return lines.skip(this.skipped).filter((line) -> line.startsWith(start)).count();
		}
	}

}
