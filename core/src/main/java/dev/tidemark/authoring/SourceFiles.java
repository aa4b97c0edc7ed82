package dev.tidemark.authoring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.NamedFile;
import dev.tidemark.discovery.SourceSettings;
import dev.tidemark.migration.MigrationFileException;
import dev.tidemark.migration.Version;

/**
 * The files in a project's sources from which the migrations come. Reads folders at each
 * call, and writes nothing.
 */
public final class SourceFiles {

	private final Path project;

	private final SourceSettings settings;

	private final @Nullable Path directory;

	/**
	 * Describes the sources.
	 * @param project the folder of the project
	 * @param settings where migrations are, and how their names are read
	 * @param directory the one folder that is meant, or {@code null} for the source
	 * folders of all locations
	 */
	public SourceFiles(Path project, SourceSettings settings, @Nullable Path directory) {
		this.project = project;
		this.settings = settings;
		this.directory = directory;
	}

	/**
	 * Finds the file of the sources from which a resource comes.
	 * @param project the folder of the project, or of one that holds it as a module
	 * @param location the resource, with {@code classpath:} or {@code file:}
	 * @return the file, which may not exist yet
	 * @throws MigrationFileException if it cannot be told which
	 */
	public static Path file(Path project, String location) {
		int slash = Math.max(location.lastIndexOf('/'), location.indexOf(':'));
		String folder = location.substring(0, slash);
		return new SourceFolder(project).of(folder.contains(":") ? folder : folder + ":")
			.resolve(location.substring(slash + 1));
	}

	/**
	 * Returns the folders.
	 * @return the folders in the order of the locations; some may not exist
	 * @throws MigrationFileException if it cannot be told which
	 */
	public List<Path> folders() {
		if (this.directory != null) {
			return List.of(this.project.resolve(this.directory));
		}
		SourceFolder sources = new SourceFolder(this.project);
		return this.settings.locations().stream().map(sources::of).toList();
	}

	/**
	 * Returns all files of versioned migrations, with their down parts and baselines.
	 * @param versions which versions
	 * @return the files, in the order of the folders and of their names
	 * @throws MigrationFileException if their order stands in a plan of another tool
	 */
	public List<Path> of(Predicate<Version> versions) {
		List<Path> files = new ArrayList<>();
		for (Path folder : folders()) {
			for (NamedFile file : Folder.read(folder, this.settings.naming()).files()) {
				Version version = file.version();
				if (version != null && versions.test(version)) {
					files.add(folder.resolve(file.path()));
				}
			}
		}
		return files.stream().sorted().toList();
	}

}
