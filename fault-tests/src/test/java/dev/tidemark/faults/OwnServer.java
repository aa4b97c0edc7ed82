package dev.tidemark.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A server that a test may crash and start again, with the same data at the same port.
 */
final class OwnServer implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final Path data;

	private final int port;

	private EmbeddedPostgres postgres;

	private OwnServer(Path data, EmbeddedPostgres postgres) {
		this.data = data;
		this.postgres = postgres;
		this.port = postgres.getPort();
	}

	/**
	 * Starts a new server.
	 * @param data where its data are; removed by the test
	 */
	static OwnServer start(Path data) {
		return new OwnServer(data, run(builder(data)));
	}

	private static EmbeddedPostgres.Builder builder(Path data) {
		return EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setCleanDataDirectory(false)
			.setPGStartupWait(PATIENCE)
			.setLocaleConfig("locale", "C")
			.setServerConfig("fsync", "off")
			// what is committed survives the crash of the server, if not that of the
			// machine
			.setServerConfig("synchronous_commit", "on");
	}

	private static EmbeddedPostgres run(EmbeddedPostgres.Builder builder) {
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	DataSource dataSource() {
		return this.postgres.getPostgresDatabase();
	}

	/**
	 * Stops it as {@code pg_ctl stop -m immediate} does: nothing is finished, and the
	 * next start recovers.
	 */
	void crash() {
		try {
			String postmaster = Files.readAllLines(this.data.resolve("postmaster.pid")).get(0).strip();
			new ProcessBuilder("kill", "-QUIT", postmaster).inheritIO().start().waitFor();
			ProcessHandle.of(Long.parseLong(postmaster)).ifPresent((handle) -> handle.onExit().join());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Stops it in peace.
	 */
	void stop() {
		try {
			this.postgres.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts it again after it was stopped or crashed.
	 */
	void startAgain() {
		stop();
		this.postgres = run(builder(this.data).setPort(this.port));
	}

	@Override
	public void close() {
		stop();
	}

}
