package dev.tidemark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.tidemark.authoring.CreateSettings;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.TestDatabase;

/**
 * A test with migrations and a snapshot in folders of their own.
 */
abstract class AbstractSourceTests extends AbstractMigratorTests {

	protected static final CreateSettings SOURCES = new CreateSettings(null, null, null);

	protected final void source(String name, String sql) {
		write("migration/" + name, sql);
	}

	protected final Path snapshotFile() {
		return folder().path().resolve("schema.sql");
	}

	protected final MigratorSettings sources() {
		return settings().withLocations("file:" + folder().path().resolve("migration"))
			.withBaseline(BaselineSettings.of(null, "file:" + snapshotFile()));
	}

	/**
	 * The default snapshot may be missing, and so may this one.
	 */
	protected final MigratorSettings sourcesAlone() {
		return sources().withBaseline(BaselineSettings.defaults());
	}

	protected final Migrator on(TestDatabase database, MigratorSettings settings) {
		return Migrator.of(database.dataSource(), settings).withListeners(List.of(events()));
	}

	protected final Squash squash(String to) {
		return squash(SquashRequest.to(Version.of(to)), sources());
	}

	protected final Squash squash(SquashRequest request, MigratorSettings settings) {
		return migrator(settings).squash(request, SOURCES);
	}

	protected final List<String> files() {
		try (Stream<Path> files = Files.walk(folder().path())) {
			return files.filter(Files::isRegularFile)
				.map((file) -> folder().path().relativize(file).toString())
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
