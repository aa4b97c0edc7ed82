package dev.tidemark.test.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL started from binaries on the class path or beside them in the local
 * repository.
 */
record EmbeddedSource(int version, List<String> settings) implements ServerSource {

	// they pass through a shell on their way to the server
	private static final Pattern SETTING = Pattern.compile("(?<name>[\\w.]+)=(?<value>[\\w.,/+-]*)");

	// below the ports that systems hand out to clients, which could take it before the
	// server does
	private static final int LOWEST_PORT = 20_000;

	private static final int HIGHEST_PORT = 32_000;

	// on Linux; creating a database there takes a tenth of the time
	private static final Path MEMORY = Path.of("/dev/shm");

	// a container may have 64 MB only, and PostgreSQL itself needs some of it
	private static final long ENOUGH_MEMORY = 2L * 1024 * 1024 * 1024;

	@Override
	public TestServer start() throws IOException {
		String clusterName = TestServer.uniqueName();
		EmbeddedPostgres postgres = startPostgres(clusterName);
		ServerAddress address = new ServerAddress("localhost", postgres.getPort(), "postgres", "", Map.of());
		TestServer server = new TestServer(address, "postgres", postgres);
		if (!server.setting("cluster_name").equals(clusterName)) {
			postgres.close();
			throw new IllegalStateException(
					"Another server took port " + postgres.getPort() + " meanwhile: run the tests again");
		}
		return server;
	}

	private EmbeddedPostgres startPostgres(String clusterName) throws IOException {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setPgBinaryResolver(new PostgresBinaries(this.version))
			.setPGStartupWait(Duration.ofMinutes(1))
			.setPort(freePort())
			.setLocaleConfig("locale", "C")
			.setServerConfig("cluster_name", clusterName);
		this.settings.forEach((setting) -> addSetting(builder, setting));
		Path data = dataDirectory();
		try {
			return builder.setDataDirectory(data).start();
		}
		catch (IOException | IllegalStateException ex) {
			FileSystemUtils.deleteRecursively(data);
			throw new IllegalStateException("The embedded PostgreSQL does not start: " + ex.getMessage()
					+ ". PostgreSQL refuses to run as root: as root, `unshare -U` must work", ex);
		}
	}

	private static void addSetting(EmbeddedPostgres.Builder builder, String setting) {
		Matcher matcher = SETTING.matcher(setting);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("Not a server setting of the form name=value: " + setting);
		}
		builder.setServerConfig(matcher.group("name"), matcher.group("value"));
	}

	private static Path dataDirectory() throws IOException {
		String prefix = "tidemark-postgres-";
		boolean inMemory = Files.isWritable(MEMORY) && MEMORY.toFile().getUsableSpace() > ENOUGH_MEMORY;
		return inMemory ? Files.createTempDirectory(MEMORY, prefix) : Files.createTempDirectory(prefix);
	}

	static int freePort() {
		return ThreadLocalRandom.current()
			.ints(LOWEST_PORT, HIGHEST_PORT)
			.filter(EmbeddedSource::isFree)
			.findFirst()
			.orElseThrow();
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public String toString() {
		return "an embedded server";
	}

}
