package dev.tidemark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.baseline.OnExisting;

/**
 * A folder of migrations that a test writes.
 */
public final class MigrationFolder {

	private final Path folder;

	public MigrationFolder(Path folder) {
		this.folder = folder;
	}

	/**
	 * Writes or overwrites a file; folders are made.
	 */
	public MigrationFolder write(String name, String content) {
		try {
			Path file = this.folder.resolve(name);
			Files.createDirectories(file.getParent());
			Files.writeString(file, content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public MigrationFolder delete(String name) {
		try {
			Files.delete(this.folder.resolve(name));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public Path path() {
		return this.folder;
	}

	public String location() {
		return "file:" + this.folder;
	}

	/**
	 * Settings for a database in which a test may have made something before.
	 */
	public MigratorSettings settings() {
		return MigratorSettings.defaults()
			.withLocations(location())
			.withBaseline(BaselineSettings.defaults().withOnExisting(OnExisting.MIGRATE));
	}

}
