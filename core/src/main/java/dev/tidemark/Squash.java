package dev.tidemark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.tidemark.migration.MigrationFileException;
import dev.tidemark.snapshot.WrittenSnapshot;

/**
 * A snapshot that is to take the place of files. Immutable.
 *
 * @param snapshot the snapshot
 * @param file where it is written to
 * @param replaced the files that go
 * @param kept the migrations up to its version whose files stay, for people
 */
public record Squash(WrittenSnapshot snapshot, Path file, List<Path> replaced, List<String> kept) {

	/**
	 * Copies the lists.
	 */
	public Squash {
		replaced = List.copyOf(replaced);
		kept = List.copyOf(kept);
	}

	/**
	 * Writes the snapshot, and then deletes the files for which it stands. The version
	 * control has them.
	 * @return the same squash
	 * @throws MigrationFileException if the snapshot cannot be written, or a file cannot
	 * be deleted
	 */
	public Squash write() {
		try {
			Path folder = this.file.getParent();
			if (folder != null) {
				Files.createDirectories(folder);
			}
			Files.writeString(this.file, this.snapshot.text());
		}
		catch (IOException ex) {
			throw new MigrationFileException(
					"%s cannot be written (%s). No file was deleted".formatted(this.file, ex.getMessage()),
					"Check the folder and its rights, or name another file with tidemark.snapshot.location.", ex);
		}
		List<Path> left = new ArrayList<>(this.replaced);
		for (Path path : this.replaced) {
			delete(path, left);
			left.remove(path);
		}
		return this;
	}

	private void delete(Path path, List<Path> left) {
		try {
			Files.deleteIfExists(path);
		}
		catch (IOException ex) {
			throw new MigrationFileException(
					"%s cannot be deleted (%s). The snapshot %s is written, and stands for these files that are still there: %s"
						.formatted(path, ex.getMessage(), this.file, left),
					"Delete them by hand.", ex);
		}
		deleteIfEmpty(path.resolveSibling(""));
	}

	/**
	 * Where a migration is a folder, nothing is left of it.
	 */
	private static void deleteIfEmpty(Path folder) {
		try {
			Files.delete(folder);
		}
		catch (IOException ex) {
			// it holds something else
		}
	}

}
