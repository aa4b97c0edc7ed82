package dev.tidemark.authoring;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tidemark.migration.MigrationFileException;

/**
 * Files that are to be written. Immutable.
 *
 * @param version the version of the migration, as the files' names write it
 * @param texts the text of each file, in the order in which they are written
 */
public record NewFiles(String version, Map<Path, String> texts) {

	/**
	 * Copies the map.
	 */
	public NewFiles {
		texts = new LinkedHashMap<>(texts);
	}

	/**
	 * Returns the files.
	 * @return the paths, in order
	 */
	public List<Path> paths() {
		return List.copyOf(this.texts.keySet());
	}

	/**
	 * Writes the files, and their folders where they are missing. A file that exists is
	 * never overwritten; what was written before it is taken away again.
	 * @return the same files
	 * @throws MigrationFileException if one cannot be written
	 */
	public NewFiles write() {
		List<Path> written = new ArrayList<>();
		for (Map.Entry<Path, String> file : this.texts.entrySet()) {
			try {
				Path folder = file.getKey().getParent();
				if (folder != null) {
					Files.createDirectories(folder);
				}
				Files.writeString(file.getKey(), file.getValue(), StandardOpenOption.CREATE_NEW);
				written.add(file.getKey());
			}
			catch (IOException ex) {
				written.forEach(NewFiles::delete);
				throw failure(file.getKey(), ex);
			}
		}
		return this;
	}

	private static MigrationFileException failure(Path file, IOException ex) {
		if (ex instanceof FileAlreadyExistsException) {
			return new MigrationFileException(
					"%s exists, and nothing is overwritten. No file was written".formatted(file),
					"Try again with another name.", ex);
		}
		return new MigrationFileException(
				"%s cannot be written (%s: %s). No file was written".formatted(file, ex.getClass().getSimpleName(),
						ex.getMessage()),
				"Check the folder and its rights, or name another with tidemark.create.directory.", ex);
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// it is told which file could not be written, and this one can be seen
		}
	}

}
