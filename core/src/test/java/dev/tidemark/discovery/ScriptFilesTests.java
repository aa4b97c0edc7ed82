package dev.tidemark.discovery;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

import dev.tidemark.MigrationFolder;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.SqlMigration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScriptFilesTests {

	private static final String FOLDER = "discovery/accepted/subfolders";

	@TempDir
	private Path directory;

	private SqlMigration read(String content) {
		MigrationFolder folder = new MigrationFolder(this.directory).write("001_x.sql", content);
		return DiscoveryCases.only(DiscoveryCases.discover(folder.location()).catalog());
	}

	private Path jar(String name, String... files) {
		Path jar = this.directory.resolve(name);
		try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out)) {
			entries.putNextEntry(new JarEntry("db/"));
			entries.putNextEntry(new JarEntry("db/migration/"));
			for (String file : files) {
				entries.putNextEntry(new JarEntry("db/migration/" + file));
				entries.write("SELECT 1".getBytes(StandardCharsets.UTF_8));
			}
			return jar;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static URLClassLoader loader(Path... jars) {
		URL[] urls = new URL[jars.length];
		try {
			for (int i = 0; i < jars.length; i++) {
				urls[i] = jars[i].toUri().toURL();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new URLClassLoader(urls, null);
	}

	@Test
	void readsFoldersOfTheFileSystem() {
		DiscoveredMigrations found = DiscoveryCases.discover("file:" + DiscoveryCases.path("accepted/subfolders"));
		assertThat(DiscoveryCases.show(found)).isEqualTo(DiscoveryCases.expected("accepted/subfolders"));
	}

	@Test
	void readsALocationHoweverItsEndIsWritten() {
		assertThat(DiscoveryCases.show(DiscoveryCases.discover("classpath:/%s/".formatted(FOLDER))))
			.isEqualTo(DiscoveryCases.expected("accepted/subfolders"));
	}

	@Test
	void namesFilesByTheirLocation() {
		DiscoveredMigrations found = DiscoveryCases.discover("classpath:" + FOLDER);
		assertThat(found.catalog().versioned()).extracting((migration) -> ((SqlMigration) migration).up().location())
			.containsExactly(FOLDER + "/001_a.sql", FOLDER + "/2026/002_b.sql", FOLDER + "/2026/q1/003_c.sql");
	}

	@Test
	void namesFilesOfTheFileSystemByTheirPath() {
		assertThat(read("SELECT 1").up().location()).isEqualTo(this.directory + "/001_x.sql");
	}

	@Test
	void readsAFolderWithABlankInItsName() {
		MigrationFolder folder = new MigrationFolder(this.directory.resolve("my migrations")).write("001_x.sql",
				"SELECT 1");
		assertThat(DiscoveryCases.only(DiscoveryCases.discover(folder.location()).catalog()).up().location())
			.isEqualTo(folder.path() + "/001_x.sql");
	}

	@Test
	void readsAFileOnceWhereLocationsOverlap() {
		DiscoveredMigrations found = DiscoveryCases.discover("classpath:" + FOLDER, "classpath:" + FOLDER + "/2026",
				"file:" + DiscoveryCases.path("accepted/subfolders"));
		assertThat(DiscoveryCases.show(found)).isEqualTo(DiscoveryCases.expected("accepted/subfolders"));
	}

	@Test
	void acceptsAnEmptyFolder() {
		DiscoveredMigrations found = DiscoveryCases.discover("file:" + this.directory);
		assertThat(found.catalog().all()).isEmpty();
		assertThat(found.warnings()).isEmpty();
	}

	@Test
	void acceptsAFolderOfAJarWithoutMigrations() throws IOException {
		try (URLClassLoader loader = loader(jar("a.jar"))) {
			assertThat(DiscoveryCases.discover(loader, "classpath:db/migration").catalog().all()).isEmpty();
		}
	}

	@Test
	void readsTheSameFolderOfSeveralJars() throws IOException {
		try (URLClassLoader loader = loader(jar("a.jar", "001_a.sql", "003_c.sql"), jar("b.jar", "more/002_b.sql"))) {
			assertThat(DiscoveryCases.discover(loader, "classpath:db/migration").catalog().all())
				.extracting(Migration::label)
				.containsExactly("001 a", "002 b", "003 c");
		}
	}

	@Test
	void namesTheJarsOfTwoFilesWithOnePath() throws IOException {
		try (URLClassLoader loader = loader(jar("a.jar", "001_a.sql", "002_b.sql"), jar("b.jar", "001_a.sql"))) {
			assertThatExceptionOfType(InvalidMigrationsException.class)
				.isThrownBy(() -> DiscoveryCases.discover(loader, "classpath:db/migration"))
				.withMessageMatching("(?s)One problem .*/b\\.jar!/db/migration/001_a\\.sql: version 001 is also that "
						+ "of \\S+/a\\.jar!/db/migration/001_a\\.sql: give one of them another .*");
		}
	}

	@Test
	void namesFilesOfJarsByTheirLocation() throws IOException {
		try (URLClassLoader loader = loader(jar("a.jar", "001_größe der #Tabelle.sql"))) {
			SqlMigration migration = DiscoveryCases
				.only(DiscoveryCases.discover(loader, "classpath:db/migration").catalog());
			assertThat(migration.up().location()).isEqualTo("db/migration/001_größe der #Tabelle.sql");
			assertThat(migration.name()).isEqualTo("größe der #Tabelle");
		}
	}

	@Test
	void readsTheWholeClassPath() throws IOException {
		try (URLClassLoader loader = loader(jar("a.jar", "001_a.sql"))) {
			assertThat(DiscoveryCases.discover(loader, "classpath:db").catalog().all()).extracting(Migration::script)
				.containsExactly("001_a.sql");
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void refusesAFileThatCannotBeRead() throws IOException {
		MigrationFolder folder = new MigrationFolder(this.directory).write("001_a.sql", "SELECT 1");
		Files.createSymbolicLink(this.directory.resolve("002_b.sql"), this.directory.resolve("nowhere"));
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> DiscoveryCases.discover(folder.location()))
			.withMessageContaining("- %s/002_b.sql: cannot be read: ", this.directory);
	}

	@Test
	void refusesALocationThatCannotBeRead() {
		ResourcePatternResolver broken = new PathMatchingResourcePatternResolver() {
			@Override
			public Resource[] getResources(String pattern) throws IOException {
				throw new IOException("the disk is gone");
			}
		};
		MigrationDiscovery discovery = new MigrationDiscovery(broken, List.of("file:/mnt/migrations"), true,
				new NamingSettings(null, null, null));
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> discovery.discover(List.of()))
			.withMessageContaining("- file:/mnt/migrations: cannot be read: the disk is gone");
	}

	@Test
	void doesNotReadAFolderThatIsNamedLikeAFile() {
		MigrationFolder folder = new MigrationFolder(this.directory).write("001_a.sql/002_b.sql", "SELECT 1");
		assertThat(DiscoveryCases.discover(folder.location()).catalog().all()).extracting(Migration::label)
			.containsExactly("002 b");
	}

	@Test
	void takesNoNoticeOfAByteOrderMark() {
		SqlMigration plain = read("-- tidemark: store=false\nSELECT 1;\n");
		SqlMigration marked = read("\uFEFF-- tidemark: store=false\nSELECT 1;\n");
		assertThat(marked.up().text()).isEqualTo(plain.up().text());
		assertThat(marked.checksum()).isEqualTo(plain.checksum());
		assertThat(marked.directives().store()).isFalse();
	}

	@Test
	void readsWhatALenientDecoderWouldReplaceOnlyWhereItIsInTheFile() throws IOException {
		assertThat(read("SELECT '\uFFFD\uFEFF';").up().text()).isEqualTo("SELECT '\uFFFD\uFEFF';");
		for (byte[] broken : List.of(new byte[] { '-', '-', (byte) 0xE4 }, new byte[] { (byte) 0xEF, (byte) 0xBB })) {
			Files.write(this.directory.resolve("001_x.sql"), broken);
			assertThatExceptionOfType(InvalidMigrationsException.class)
				.isThrownBy(() -> DiscoveryCases.discover("file:" + this.directory))
				.withMessageContaining(" is not UTF-8: save the file in that encoding");
		}
	}

	@Test
	void understandsTheLineEndsOfWindows() {
		String script = "-- tidemark: store=false\nSELECT 1;\n\n-- migrate:down\nSELECT 2;\n";
		SqlMigration unix = read(script);
		SqlMigration windows = read(script.replace("\n", "\r\n"));
		assertThat(windows.checksum()).isEqualTo(unix.checksum());
		assertThat(windows.directives()).isEqualTo(unix.directives());
		assertThat(windows.up().text()).isEqualTo("-- tidemark: store=false\r\nSELECT 1;\r\n\r\n");
		assertThat(windows.down()).isNotNull().satisfies((down) -> {
			assertThat(down.text()).isEqualTo("\r\nSELECT 2;\r\n");
			assertThat(down.firstLine()).isEqualTo(4);
		});
	}

	@Test
	void keepsTheChecksumWhereOnlyTheDownPartChanges() {
		SqlMigration before = read("SELECT 1;\n-- migrate:down\nSELECT 2;\n");
		SqlMigration after = read("SELECT 1;\n-- migrate:down\nSELECT 3;\n");
		assertThat(after.checksum()).isEqualTo(before.checksum());
		assertThat(after.down()).isNotEqualTo(before.down());
	}

}
