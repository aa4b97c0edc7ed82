package dev.tidemark.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.tidemark.migration.MigrationFileException;

/**
 * Finds the folder of a project's sources from which a location comes.
 */
final class SourceFolder {

	private static final Path RESOURCES = Path.of("src", "main", "resources");

	private final Path project;

	/**
	 * Creates a finder.
	 * @param project the folder of the project, or of one that holds it as a module
	 */
	SourceFolder(Path project) {
		this.project = project;
	}

	/**
	 * Finds a folder, which may not exist yet.
	 * @param location with {@code classpath:} or {@code file:}
	 * @throws MigrationFileException if it cannot be told which
	 */
	Path of(String location) {
		String path = location.substring(location.indexOf(':') + 1);
		if (location.startsWith("file:")) {
			return this.project.resolve(path).normalize();
		}
		String below = path.startsWith("/") ? path.substring(1) : path;
		if (Files.isDirectory(this.project.resolve(RESOURCES))) {
			return this.project.resolve(RESOURCES).resolve(below);
		}
		List<Path> modules = modules().map((module) -> module.resolve(RESOURCES).resolve(below))
			.filter(Files::isDirectory)
			.toList();
		if (modules.size() != 1) {
			throw new MigrationFileException(
					"Which source folder is meant by %s cannot be told: %s has no %s, and %s of its modules has one with %s. No file was touched"
						.formatted(location, this.project, RESOURCES, modules.isEmpty() ? "none" : "more than one",
								below),
					"Run the command in the folder of the project, or name the folder: tidemark.create.directory=src/main/resources/"
							+ below,
					null);
		}
		return modules.get(0);
	}

	private Stream<Path> modules() {
		try (Stream<Path> folders = Files.list(this.project)) {
			return folders.filter(Files::isDirectory).sorted().toList().stream();
		}
		catch (IOException ex) {
			return Stream.empty();
		}
	}

	/**
	 * Returns the folder of a Java package, beside the resources of a folder.
	 */
	static Path ofPackage(Path project, String javaPackage) {
		return project.resolve(Path.of("src", "main", "java")).resolve(javaPackage.replace('.', '/'));
	}

}
