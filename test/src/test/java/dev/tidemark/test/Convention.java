package dev.tidemark.test;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A folder below {@code conventions}: a tree of migrations as the users of one tool have
 * it, and what comes of it.
 */
record Convention(Path folder) {

	/** The tree itself, as the location points to it. */
	static final String MIGRATIONS = "migrations";

	/** What a person would run to get the same schema. */
	static final String PSQL = "psql.sql";

	/** What is left after all that has an undo is undone. */
	static final String AFTER_DOWN = "after-down.sql";

	static Stream<Convention> all() {
		try (Stream<Path> folders = Files.list(root())) {
			return folders.filter(Files::isDirectory).sorted().map(Convention::new).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path root() {
		URL root = Objects.requireNonNull(Convention.class.getResource("/conventions"), "conventions");
		try {
			return Path.of(root.toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String name() {
		return this.folder.getFileName().toString();
	}

	/**
	 * Tells whether it is among those that are not understood yet.
	 */
	boolean waits() {
		return meaningful(root().resolve("pending.txt")).anyMatch((line) -> line.startsWith(name() + ":"));
	}

	boolean has(String file) {
		return Files.exists(this.folder.resolve(file));
	}

	Properties settings() {
		Properties settings = new Properties();
		Path file = this.folder.resolve("settings.properties");
		if (Files.exists(file)) {
			try (Reader reader = Files.newBufferedReader(file)) {
				settings.load(reader);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return settings;
	}

	/**
	 * Returns the migrations in the order in which they run, as
	 * {@link ConventionRun#migrations()} writes them.
	 */
	List<String> migrations() {
		return expected().filter((line) -> !line.startsWith("warning: ")).toList();
	}

	/**
	 * Returns a part of each warning that is due.
	 */
	List<String> warnings() {
		return expected().filter((line) -> line.startsWith("warning: "))
			.map((line) -> line.substring("warning: ".length()))
			.toList();
	}

	private Stream<String> expected() {
		return meaningful(this.folder.resolve("expected.txt"));
	}

	private static Stream<String> meaningful(Path file) {
		try {
			return Files.readAllLines(file)
				.stream()
				.map(String::strip)
				.filter((line) -> !line.isEmpty() && !line.startsWith("#"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return name();
	}

}
