package dev.tidemark.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged application, as {@code java -jar} starts it.
 */
@PostgresTest
class PackagedJarIT {

	private static final Path JAR = Path.of(System.getProperty("tidemark.sample.jar"));

	@TempDir
	private Path workingDirectory;

	private TestDatabase database;

	@Test
	void migratesOnceFromItsOwnArchiveAndEndsWhenItIsAskedTo() throws IOException {
		try (SampleProcess application = start(JAR)) {
			application.awaitReady();
			application.terminate();
			assertThat(application.awaitExit()).isEqualTo(143);
			assertThat(application.output()).contains("is at version 007: 8 migrations done in")
				.doesNotContain("WARN")
				.doesNotContain("ERROR");
		}
		try (SampleProcess application = start(JAR)) {
			application.awaitReady();
			application.terminate();
			assertThat(application.awaitExit()).isEqualTo(143);
			assertThat(application.output()).containsOnlyOnce("Database 'default'")
				.contains("is current at version 007: 8 migrations known, nothing to do, checked in");
		}
	}

	@Test
	void findsMigrationsInALibraryWithinTheArchive() throws IOException {
		Path jar = withLibrary("008_in_a_library.sql", "CREATE TABLE in_a_library ()");
		try (SampleProcess application = start(jar)) {
			application.awaitReady();
			assertThat(application.output()).contains("applied 008 in_a_library")
				.contains("is at version 008: 9 migrations done in");
		}
		assertThat(this.database.jdbc()
			.sql("SELECT to_regclass('in_a_library') IS NOT NULL")
			.query(Boolean.class)
			.single()).isTrue();
	}

	@Test
	void endsWithAnAnalysisOfTheMigrationThatFails() throws IOException {
		Path jar = withLibrary("008_broken.sql", "CREATE TABLE half ();\nINSERT INTO nowhere VALUES (1);");
		try (SampleProcess application = start(jar)) {
			assertThat(application.awaitExit()).isEqualTo(1);
			assertThat(application.output()).contains("APPLICATION FAILED TO START")
				.contains("db/migration/008_broken.sql:2 (statement 2 of 2)")
				.contains("INSERT INTO nowhere VALUES (1)")
				.contains("42P01")
				.doesNotContain("\tat ");
		}
		assertThat(this.database.jdbc().sql("SELECT to_regclass('half') IS NULL").query(Boolean.class).single())
			.isTrue();
	}

	@Test
	void runsNothingAndEndsWithWhatIsWrongWithTheFiles() throws IOException {
		Path jar = withLibrary("008_backwards.sql", "-- +goose Down\nDROP TABLE a;\n-- +goose Up\nSELECT 'open;\n");
		try (SampleProcess application = start(jar)) {
			assertThat(application.awaitExit()).isEqualTo(1);
			assertThat(application.output()).contains("APPLICATION FAILED TO START")
				.contains("problems with the migrations; nothing was run:")
				.contains("008_backwards.sql:3: the sections are '-- +goose Down', '-- +goose Up'")
				.doesNotContain("\tat ");
		}
		assertThat(this.database.jdbc()
			.sql("SELECT to_regclass('schema_migrations') IS NULL")
			.query(Boolean.class)
			.single()).isTrue();
	}

	private SampleProcess start(Path jar) throws IOException {
		return SampleProcess.startJar(jar, this.workingDirectory,
				Map.of("SPRING_DATASOURCE_URL", this.database.jdbcUrl(), "SPRING_DATASOURCE_USERNAME",
						this.database.username(), "SPRING_DATASOURCE_PASSWORD", this.database.password()));
	}

	/**
	 * Adds a library that holds one migration to a copy of the archive.
	 */
	private Path withLibrary(String migration, String sql) throws IOException {
		Path copy = Files.copy(JAR, this.workingDirectory.resolve("application.jar"));
		// libraries lie uncompressed in the archive, or Boot's loader refuses them
		try (FileSystem archive = FileSystems.newFileSystem(copy, Map.of("compressionMethod", "STORED"))) {
			Files.write(archive.getPath("BOOT-INF/lib/more-migrations.jar"), library(migration, sql));
		}
		return copy;
	}

	private static byte[] library(String migration, String sql) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JarOutputStream library = new JarOutputStream(bytes)) {
			for (String folder : List.of("db/", "db/migration/")) {
				library.putNextEntry(new JarEntry(folder));
			}
			library.putNextEntry(new JarEntry("db/migration/" + migration));
			library.write(sql.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

}
