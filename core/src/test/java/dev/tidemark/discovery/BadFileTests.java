package dev.tidemark.discovery;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationProblem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Files and folders that cannot be read, each with its exact message.
 */
class BadFileTests {

	private static final String UTF_16 = ": is UTF-16: save it as UTF-8 (for example with iconv -f UTF-16 -t UTF-8)";

	@TempDir
	private Path folder;

	static Stream<Arguments> files() {
		byte[] binary = new byte[2000];
		new Random(7).nextBytes(binary);
		return Stream.of(arguments("UTF-16 with a mark", encoded("SELECT 1;\n", StandardCharsets.UTF_16), UTF_16),
				arguments("UTF-16, little end first", encoded("\uFEFFSELECT 1;", StandardCharsets.UTF_16LE), UTF_16),
				arguments("UTF-16 without a mark", encoded("SELECT 1;\n", StandardCharsets.UTF_16LE), UTF_16),
				arguments("Latin-1", encoded("SELECT 1;\r\n\nSELECT 'Gr\u00fc\u00dfe';\n", StandardCharsets.ISO_8859_1),
						":3:11: the byte 0xFC is not UTF-8: save the file in that encoding (for example with iconv -f LATIN1 -t UTF-8)"),
				arguments("an unfinished character", new byte[] { '-', '-', (byte) 0xC3 },
						":1:3: the byte 0xC3 is not UTF-8: save the file in that encoding (for example with iconv -f LATIN1 -t UTF-8)"),
				arguments("a binary file", binary,
						": is a binary file: a script is text in UTF-8; move the file out of the location, or remove .sql from its name"),
				arguments("a NUL byte", encoded("SELECT 1;\nSELECT '\0';", StandardCharsets.UTF_8),
						":2:9: a NUL character, which PostgreSQL cannot store: is the file UTF-8 text?"));
	}

	private static byte[] encoded(String text, Charset charset) {
		return text.getBytes(charset);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("files")
	void saysWhatAFileIsThatIsNotUtf8(String what, byte[] content, String message) throws IOException {
		Files.write(this.folder.resolve("001_x.sql"), content);
		// a problem of its own, so that NUL is told before anything is planned
		Files.writeString(this.folder.resolve("002_y.sql"), "-- tidemark: stor=false");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(this::discover)
			.satisfies((ex) -> assertThat(ex.problems().stream().map(MigrationProblem::toString))
				.contains(this.folder + "/001_x.sql" + message)
				.hasSize(2));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void refusesASymbolicLinkThatLoops() throws IOException {
		Files.writeString(this.folder.resolve("001_x.sql"), "SELECT 1");
		Path sub = Files.createDirectory(this.folder.resolve("a"));
		Files.createSymbolicLink(sub.resolve("loop"), this.folder);
		Files.writeString(Files.createDirectory(this.folder.resolve("b")).resolve("002_y.sql"), "SELECT 1");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(this::discover)
			.withMessage(
					"One problem with the migrations; nothing was run:\n  - %s/a/loop: is a symbolic link to a folder that it is in, so there is no end: remove it",
					this.folder);
	}

	@Test
	void refusesAFolderThatThisProcessMayNotRead() {
		// root may read everything, so the operating system's answer is given by hand
		List<MigrationProblem> problems = new ArrayList<>();
		Path secret = this.folder.resolve("secret");
		new FolderCheck("file:x", problems).visitFileFailed(secret, new AccessDeniedException(secret.toString()));
		assertThat(problems).containsExactly(new MigrationProblem(secret.toString(),
				"cannot be read, as this process may not: allow it, or move it out of the location"));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void readsAFolderThatKubernetesMounts() throws IOException {
		Path data = Files.createDirectory(this.folder.resolve("..2026_11_21_09_30_00.123"));
		Files.writeString(data.resolve("001_x.sql"), "SELECT 1");
		Files.createSymbolicLink(this.folder.resolve("..data"), data.getFileName());
		Files.createSymbolicLink(this.folder.resolve("001_x.sql"), Path.of("..data", "001_x.sql"));
		assertThat(discover().catalog().all()).extracting(Migration::label).containsExactly("001 x");
	}

	@Test
	void refusesAFileAsALocation() throws IOException {
		Path file = Files.writeString(this.folder.resolve("001_x.sql"), "SELECT 1");
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> DiscoveryCases.discover("file:" + file))
			.withMessageContaining("file:%s: is a file, and a location is a folder: name the folder that it is in",
					file);
	}

	@Test
	void refusesAJarAsALocation() throws IOException {
		Path jar = Files.write(this.folder.resolve("app.jar"), new byte[] { 'P', 'K' });
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> DiscoveryCases.discover("file:" + jar))
			.withMessageContaining(
					"file:%s: is a file, and a location is a folder: put the jar on the class path, and name the folder within it with classpath:",
					jar);
	}

	@Test
	void saysThatAJarWithinAJarIsNotALocation() {
		String location = "file:" + this.folder + "/app.jar!/BOOT-INF/lib/orders.jar!/db/migration";
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> DiscoveryCases.discover(location))
			.withMessage(
					"One problem with the migrations; nothing was run:\n  - %s: does not exist: create the folder, mend tidemark.locations, or set tidemark.fail-on-missing-location=false; a folder within a jar is named with classpath:, and of a jar within a jar only Spring Boot's own loader can read",
					location);
	}

	@Test
	void refusesALocationThatDoesNotExist() {
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> DiscoveryCases.discover("file:" + this.folder + "/nowhere"))
			.withMessage(
					"One problem with the migrations; nothing was run:\n  - file:%s/nowhere: does not exist: create the folder, mend tidemark.locations, or set tidemark.fail-on-missing-location=false",
					this.folder);
	}

	@Test
	void refusesAVersionThatIsTooLong() throws IOException {
		Files.writeString(this.folder.resolve("1".repeat(101) + "_x.sql"), "SELECT 1");
		Files.writeString(this.folder.resolve("1".repeat(100) + "_y.sql"), "-- tidemark: stor=false");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(this::discover)
			.withMessageContaining(
					"2 problems with the migrations; nothing was run:\n  - %s/%s_x.sql: the version has 101 characters, and the history takes at most 100: give it a shorter one",
					this.folder, "1".repeat(101));
	}

	private DiscoveredMigrations discover() {
		return DiscoveryCases.discover("file:" + this.folder);
	}

}
