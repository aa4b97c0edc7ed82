package dev.tidemark.benchmark.workload;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import dev.tidemark.benchmark.contender.FileLayout;

/**
 * A Spring Boot application in its executable jar, as {@code benchmarks/applications}
 * packages it.
 *
 * @param name the folder's, which is who it is in the tables
 * @param contender who migrates in it, or the same as the name
 * @param layout how its migrations are laid out
 * @param options its arguments
 */
record BootApplication(String name, String contender, FileLayout layout, List<String> options) {

	/** Opens a connection, and migrates nothing. */
	static final String NONE = "none";

	private static final String CLASSES = "BOOT-INF/classes/";

	static List<BootApplication> all() {
		return List.of(new BootApplication(NONE, NONE, FileLayout.NUMBERED, List.of()),
				new BootApplication("tidemark", "tidemark", FileLayout.NUMBERED, List.of()),
				new BootApplication("flyway", "flyway", FileLayout.FLYWAY, List.of()),
				new BootApplication("flyway-managed", "flyway", FileLayout.FLYWAY, List.of()),
				new BootApplication("liquibase", "liquibase", FileLayout.LIQUIBASE,
						List.of("--spring.liquibase.change-log=classpath:changelog.yaml")));
	}

	Path jar() throws IOException {
		Path target = Path.of(System.getProperty("benchmark.module"), "applications", this.name, "target");
		try (Stream<Path> files = Files.list(target)) {
			return files.filter((file) -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
		}
	}

	/**
	 * Copies the jar and puts migrations into it, as if they were among the application's
	 * resources.
	 * @param copy the jar to be written
	 * @param folder the migrations in this application's layout
	 */
	void copy(Path copy, Path folder) throws IOException {
		Files.copy(jar(), copy, StandardCopyOption.REPLACE_EXISTING);
		try (FileSystem archive = FileSystems.newFileSystem(copy)) {
			// the changelog names its folder from the root of the class path
			Path root = archive.getPath(CLASSES + ((this.layout == FileLayout.LIQUIBASE) ? "" : "db/migration/"));
			Files.createDirectories(root);
			copyTree(folder, root);
		}
	}

	private static void copyTree(Path from, Path to) throws IOException {
		try (Stream<Path> all = Files.walk(from)) {
			for (Path path : all.filter((each) -> !each.equals(from)).sorted().toList()) {
				Path target = to.resolve(from.relativize(path).toString());
				if (Files.isDirectory(path)) {
					Files.createDirectories(target);
				}
				else {
					Files.copy(path, target);
				}
			}
		}
	}

}
