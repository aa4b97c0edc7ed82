package dev.tidemark.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import dev.tidemark.migration.Callback;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;

/**
 * Folders of migrations below {@code src/test/resources/discovery}, each with the text in
 * {@code expected.txt} that discovery is to come to.
 */
final class DiscoveryCases {

	private DiscoveryCases() {
	}

	/**
	 * Returns the names of the cases, such as {@code refused/names}.
	 */
	static List<String> in(String folder) {
		try (Stream<Path> cases = Files.list(path(folder))) {
			return cases.map((path) -> folder + "/" + path.getFileName()).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String expected(String name) {
		try {
			return Files.readString(path(name).resolve("expected.txt")).stripTrailing();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String location(String name) {
		return "classpath:discovery/" + name;
	}

	static Path path(String name) {
		try {
			URL folder = Objects.requireNonNull(DiscoveryCases.class.getResource("/discovery/" + name), name);
			return Path.of(folder.toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static DiscoveredMigrations discover(String... locations) {
		return discover(DiscoveryCases.class.getClassLoader(), locations);
	}

	static DiscoveredMigrations discover(ClassLoader classLoader, String... locations) {
		return new MigrationDiscovery(new PathMatchingResourcePatternResolver(classLoader), List.of(locations), true,
				new NamingSettings(null, null, null))
			.discover(List.<CodeMigration>of());
	}

	/**
	 * Shows what was found: a line for each migration, callback, warning and note.
	 */
	static String show(DiscoveredMigrations found) {
		return Stream
			.of(found.catalog().all().stream().map(DiscoveryCases::show),
					found.catalog().callbacks().stream().map(DiscoveryCases::show),
					found.warnings().stream().map("warning: "::concat), found.notes().stream().map("note: "::concat))
			.flatMap((lines) -> lines)
			.reduce((first, second) -> first + "\n" + second)
			.orElse("");
	}

	private static String show(Callback callback) {
		return "callback: %s in %s".formatted(callback.name(), callback.script().location());
	}

	private static String show(Migration migration) {
		String line = "%s | %s | %s".formatted(migration.label(), migration.script(), migration.kind().word());
		SqlScript down = (migration instanceof SqlMigration sql) ? sql.down() : null;
		return (down != null) ? line + " | undo in " + down.fileName() : line;
	}

	static SqlMigration only(MigrationCatalog catalog) {
		return (SqlMigration) catalog.all().get(0);
	}

}
