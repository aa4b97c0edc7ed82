package dev.tidemark.benchmark.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.springframework.util.FileSystemUtils;

import dev.tidemark.benchmark.contender.FileLayout;
import dev.tidemark.benchmark.contender.Script;

/**
 * One set of migrations, in a folder for each layout.
 */
final class Folders {

	private final Path directory;

	private final Supplier<List<Script>> scripts;

	/**
	 * Describes a set, and writes nothing yet.
	 * @param directory where the folders will be
	 */
	Folders(Path directory, Supplier<List<Script>> scripts) {
		this.directory = directory;
		this.scripts = scripts;
	}

	/**
	 * Writes the folders of all layouts.
	 */
	void write() throws IOException {
		write(List.of(FileLayout.values()));
	}

	void write(List<FileLayout> layouts) throws IOException {
		List<Script> all = this.scripts.get();
		for (FileLayout layout : layouts) {
			layout.write(of(layout), all);
		}
	}

	Path of(FileLayout layout) {
		return this.directory.resolve(layout.name().toLowerCase(Locale.ROOT));
	}

	void delete() throws IOException {
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
