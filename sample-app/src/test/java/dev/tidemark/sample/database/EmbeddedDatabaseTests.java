package dev.tidemark.sample.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.tidemark.sample.SampleProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class EmbeddedDatabaseTests {

	/**
	 * One for all tests, since the binaries that the first one unpacks serve the others.
	 */
	@TempDir
	static Path directory;

	private Path workingDirectory = directory;

	@BeforeEach
	void makeWorkingDirectory() throws IOException {
		this.workingDirectory = Files.createTempDirectory(directory, "test");
	}

	@AfterEach
	void stopWhatIsLeft() {
		LeftBehindServer.stop(data());
	}

	@Test
	void keepsDataAndPortBetweenTwoStarts() throws IOException {
		String url;
		try (EmbeddedDatabase database = start()) {
			url = database.getJdbcUrl();
			sql(database).sql("CREATE TABLE kept AS SELECT 42 AS answer").update();
		}
		try (EmbeddedDatabase database = start()) {
			assertThat(database.getJdbcUrl()).isEqualTo(url);
			assertThat(sql(database).sql("SELECT answer FROM kept").query(Integer.class).single()).isEqualTo(42);
		}
	}

	@Test
	void isARealPostgresThatWritesDurably() throws IOException {
		try (EmbeddedDatabase database = start()) {
			assertThat(setting(database, "server_version")).startsWith("18.");
			assertThat(setting(database, "fsync")).isEqualTo("on");
			assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
			assertThat(setting(database, "listen_addresses")).isEqualTo("localhost");
			assertThat(setting(database, "unix_socket_directories")).isEmpty();
		}
	}

	@Test
	void stopsItsServer() throws IOException {
		long pid;
		try (EmbeddedDatabase database = start()) {
			assertThat(database.getUsername()).isEqualTo("postgres");
			pid = PostmasterFile.of(data()).orElseThrow().pid();
			assertThat(isRunning(pid)).isTrue();
		}
		assertThat(isRunning(pid)).isFalse();
		assertThat(PostmasterFile.of(data())).isEmpty();
	}

	@Test
	void takesAnotherPortWhereItsOwnIsTaken() throws IOException {
		String first;
		try (EmbeddedDatabase database = start()) {
			first = database.getJdbcUrl();
		}
		try (ServerSocket taken = new ServerSocket(URI.create(first.substring("jdbc:".length())).getPort(), 1,
				InetAddress.getLoopbackAddress()); EmbeddedDatabase database = start()) {
			assertThat(taken.isBound()).isTrue();
			assertThat(database.getJdbcUrl()).isNotEqualTo(first);
			assertThat(setting(database, "server_version")).startsWith("18.");
		}
	}

	@Test
	void sharesTheServerOfAnotherApplicationAndLeavesItRunning() throws IOException {
		try (EmbeddedDatabase first = start()) {
			try (EmbeddedDatabase second = start()) {
				assertThat(second.getJdbcUrl()).isEqualTo(first.getJdbcUrl());
			}
			assertThat(setting(first, "server_version")).startsWith("18.");
		}
	}

	@Test
	void startsOverTheDataOfAKilledApplicationWhoseServerStillRuns() throws IOException {
		long leftBehind;
		try (SampleProcess application = SampleProcess.start(this.workingDirectory, Map.of())) {
			application.awaitReady();
			PostmasterFile file = PostmasterFile.of(data()).orElseThrow();
			leftBehind = file.pid();
			sql(PostmasterFile.url(file.port())).sql("CREATE TABLE kept AS SELECT 42 AS answer").update();
			application.kill();
		}
		assertThat(isRunning(leftBehind)).isTrue();
		try (EmbeddedDatabase database = start()) {
			assertThat(isRunning(leftBehind)).isFalse();
			assertThat(sql(database).sql("SELECT answer FROM kept").query(Integer.class).single()).isEqualTo(42);
		}
	}

	@Test
	void stopsWithAnApplicationThatIsAskedToEnd() throws IOException {
		try (SampleProcess application = SampleProcess.start(this.workingDirectory, Map.of())) {
			application.awaitReady();
			long pid = PostmasterFile.of(data()).orElseThrow().pid();
			application.terminate();
			application.awaitExit();
			assertThat(isRunning(pid)).isFalse();
			assertThat(application.output()).doesNotContain("WARN").doesNotContain("ERROR");
		}
	}

	@Test
	void ignoresAProcessThatOnlyHasTheNumberOfAServer() throws IOException {
		start().close();
		Files.writeString(PostmasterFile.path(data()),
				"%d\n%s\n0\n1\n\nlocalhost\n\n0\n".formatted(ProcessHandle.current().pid(), data()));
		try (EmbeddedDatabase database = start()) {
			assertThat(setting(database, "server_version")).startsWith("18.");
		}
	}

	@Test
	void makesDataAgainThatWereNeverFinished() throws IOException {
		Files.createDirectories(data());
		Files.writeString(data().resolve("postgresql.conf"), "cut off");
		Files.writeString(root().resolve("data.unfinished"), "");
		try (EmbeddedDatabase database = start()) {
			assertThat(setting(database, "server_version")).startsWith("18.");
		}
		assertThat(root().resolve("data.unfinished")).doesNotExist();
	}

	@Test
	void neverRemovesDataThatWereFinished() throws IOException {
		start().close();
		Path version = data().resolve("PG_VERSION");
		Files.writeString(version, "9.6\n");
		assertThatExceptionOfType(DatabaseSetupException.class)
			.isThrownBy(() -> EmbeddedDatabase.start(root(), Duration.ofSeconds(5)))
			.withMessageContaining("is not compatible")
			.satisfies((failure) -> assertThat(failure.action()).contains("server.log"));
		assertThat(version).hasContent("9.6");
	}

	@Test
	void removesBinariesThatWereUnpackedHalf() throws IOException {
		Path half = root().resolve("postgresql/PG-half/bin/postgres");
		Path whole = root().resolve("postgresql/PG-whole/.exists");
		Files.createDirectories(half.getParent());
		Files.createDirectories(whole.getParent());
		Files.writeString(half, "cut off");
		Files.writeString(whole, "");
		start().close();
		assertThat(half).doesNotExist();
		assertThat(whole).exists();
	}

	@Test
	void refusesADirectoryThatItCannotMake() throws IOException {
		Files.writeString(root(), "a file");
		assertThatExceptionOfType(DatabaseSetupException.class).isThrownBy(this::start)
			.withMessageContaining("cannot use " + root())
			.satisfies((failure) -> assertThat(failure.action()).contains("DATABASE_HOST"));
	}

	@Test
	void recoversFromTheDeathOfItsServer() throws IOException {
		try (EmbeddedDatabase database = start()) {
			sql(database).sql("CREATE TABLE kept AS SELECT 42 AS answer").update();
			long pid = PostmasterFile.of(data()).orElseThrow().pid();
			ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
			await().until(() -> !isRunning(pid));
		}
		try (EmbeddedDatabase database = start()) {
			assertThat(sql(database).sql("SELECT answer FROM kept").query(Integer.class).single()).isEqualTo(42);
		}
	}

	private static boolean isRunning(long pid) {
		return ProcessHandle.of(pid).filter(LeftBehindServer::isRunning).isPresent();
	}

	private EmbeddedDatabase start() {
		return EmbeddedDatabase.start(root());
	}

	private Path root() {
		return this.workingDirectory.resolve(".tidemark-sample");
	}

	private Path data() {
		return root().resolve("data");
	}

	private static String setting(EmbeddedDatabase database, String name) {
		return sql(database).sql("SELECT current_setting(:name)").param("name", name).query(String.class).single();
	}

	private static JdbcClient sql(EmbeddedDatabase database) {
		return sql(database.getJdbcUrl());
	}

	private static JdbcClient sql(String url) {
		return JdbcClient.create(new DriverManagerDataSource(url, "postgres", ""));
	}

}
