package dev.tidemark.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of migrations that a test writes.
 */
public final class MigrationFolder {

	private final Path folder;

	public MigrationFolder(Path folder) {
		this.folder = folder;
	}

	/**
	 * Writes or overwrites a file.
	 */
	public MigrationFolder write(String name, String content) {
		try {
			Files.writeString(this.folder.resolve(name), content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public String location() {
		return "file:" + this.folder;
	}

}
