package dev.tidemark.discovery;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

import dev.tidemark.migration.MigrationProblem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Folders and jars are read without Spring's resource patterns, and what is found is the
 * same.
 */
class PlainListingTests {

	private static final List<String> NAMES = List.of("001_a.sql", "002_with blank.sql", "003_größe.sql",
			"004_#hash+plus&and=at@~(x)!.sql", "005_%41.sql", "006_UPPER.SQL", "V7__x.sql", "V7__x.sql.conf",
			".008_hidden.sql", "README.md", "sub/010_b.sql", "sub/deep/011_c.sql", "sub/metadata.toml",
			".git/012_hidden.sql", "sub/.cache/013_hidden.sql", "014_code.go", "V15__Code.class", "sqitch.plan",
			"16_folder.sql/017_in.sql", "db/migration/018_again.sql", "db/migration/db/migration/018_again.sql",
			"019_last");

	@TempDir
	private Path directory;

	private Path folder() {
		return this.directory.resolve("db/migration");
	}

	private void write(List<String> names) {
		try {
			for (String name : names) {
				Path file = folder().resolve(name);
				Files.createDirectories(file.getParent());
				Files.writeString(file, "-- of " + name + "\nSELECT 1;\n");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private URLClassLoader classPath(Path... entries) throws IOException {
		List<URL> urls = new ArrayList<>();
		for (Path entry : entries) {
			urls.add(entry.toUri().toURL());
		}
		return new URLClassLoader(urls.toArray(URL[]::new), null);
	}

	private Path jar() throws IOException {
		Path jar = this.directory.resolve("a.jar");
		try (OutputStream file = Files.newOutputStream(jar);
				JarOutputStream out = new JarOutputStream(file);
				Stream<Path> paths = Files.walk(folder(), FileVisitOption.FOLLOW_LINKS)) {
			out.putNextEntry(new JarEntry("db/"));
			for (Path path : paths.toList()) {
				String name = this.directory.relativize(path).toString().replace('\\', '/');
				out.putNextEntry(new JarEntry(Files.isDirectory(path) ? name + "/" : name));
				if (Files.isRegularFile(path)) {
					out.write(Files.readAllBytes(path));
				}
			}
		}
		return jar;
	}

	private static List<Object> read(ResourcePatternResolver resolver, String... locations) {
		List<MigrationProblem> problems = new ArrayList<>();
		List<Object> found = new ArrayList<>(new ScriptFiles(resolver, problems).read(List.of(locations)));
		found.addAll(problems);
		return found;
	}

	/**
	 * Reads in both ways.
	 */
	private static List<Object> readAlike(ClassLoader classLoader, String... locations) {
		List<Object> plain = read(new PathMatchingResourcePatternResolver(classLoader), locations);
		assertThat(plain).isEqualTo(read(new PatternsOnly(classLoader), locations));
		return plain;
	}

	@Test
	void findsTheSameInAFolder() throws IOException {
		write(NAMES.stream().filter((name) -> !name.startsWith("16_")).toList());
		try (URLClassLoader loader = classPath(this.directory)) {
			assertThat(FolderListing.of(new FileSystemResource(folder()))).hasSize(16);
			assertThat(readAlike(loader, "file:" + folder())).hasSize(16);
			assertThat(readAlike(loader, "classpath:db/migration")).hasSize(16);
			assertThat(readAlike(loader, "classpath:db/migration/sub", "file:" + folder(), "classpath:db")).hasSize(16);
		}
	}

	@Test
	void findsTheSameWhereAFolderIsNamedLikeAFile() {
		write(NAMES);
		assertThat(readAlike(getClass().getClassLoader(), "file:" + folder())).hasSize(17);
	}

	@Test
	void findsTheSameInAJarAndInSeveralPlaces() throws IOException {
		write(NAMES);
		try (URLClassLoader loader = classPath(jar());
				URLClassLoader both = classPath(this.directory, jar(), this.directory)) {
			// one has a name that Spring does not find again in a jar, and that is told
			assertThat(readAlike(loader, "classpath:db/migration")).hasSize(18);
			assertThat(readAlike(both, "classpath:db/migration")).hasSize(35);
		}
	}

	@Test
	void findsTheSameInAJarWhoseNamesAreUsual() throws IOException {
		write(NAMES.stream().filter((name) -> !name.contains("%")).toList());
		try (URLClassLoader loader = classPath(jar())) {
			Resource folder = new UrlResource(Objects.requireNonNull(loader.getResource("db/migration/")));
			assertThat(JarListing.of(folder)).hasSize(19);
			assertThat(readAlike(loader, "classpath:db/migration")).hasSize(16);
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void findsTheSameBehindLinks() throws IOException {
		write(List.of("001_a.sql", "sub/002_b.sql"));
		Path elsewhere = Files.createDirectories(this.directory.resolve("elsewhere/more"));
		Files.writeString(elsewhere.resolve("003_c.sql"), "SELECT 3");
		Files.createSymbolicLink(folder().resolve("linked"), elsewhere.getParent());
		Files.createSymbolicLink(folder().resolve("004_d.sql"), elsewhere.resolve("003_c.sql"));
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), folder());
		assertThat(readAlike(getClass().getClassLoader(), "file:" + folder(), "file:" + link)).hasSize(8);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void tellsTheSameOfWhatCannotBeRead() throws IOException {
		write(List.of("001_a.sql", "sub/002_b.sql", "005_e.sql"));
		Files.write(folder().resolve("003_latin1.sql"), "SELECT 'ä'".getBytes(StandardCharsets.ISO_8859_1));
		Files.createSymbolicLink(folder().resolve("004_d.sql"), this.directory.resolve("nowhere"));
		assertThat(readAlike(getClass().getClassLoader(), "file:" + folder())).hasSize(7);
	}

	@Test
	void findsManyFilesInTheOrderOfTheirNamesAndLeavesNoThread() {
		List<String> names = Stream.iterate(10000, (number) -> number < 12000, (number) -> number + 1)
			.map("%d_x.sql"::formatted)
			.toList();
		write(names);
		assertThat(readAlike(getClass().getClassLoader(), "file:" + folder()))
			.extracting((file) -> ((ScriptFile) file).fileName())
			.containsExactlyElementsOf(names);
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.doesNotContain("tidemark-discovery");
	}

	@Test
	void tellsOfBadFilesInTheOrderOfTheirNames() throws IOException {
		write(Stream.iterate(10000, (number) -> number < 11000, (number) -> number + 1)
			.map("%d_x.sql"::formatted)
			.toList());
		for (int bad : new int[] { 10999, 10000, 10500, 10127 }) {
			Files.write(folder().resolve(bad + "_x.sql"), new byte[] { '-', '-', (byte) 0xE4 });
		}
		List<MigrationProblem> problems = new ArrayList<>();
		new ScriptFiles(new PathMatchingResourcePatternResolver(), problems).read(List.of("file:" + folder()));
		assertThat(problems).extracting(MigrationProblem::source)
			.containsExactly(folder() + "/10000_x.sql", folder() + "/10127_x.sql", folder() + "/10500_x.sql",
					folder() + "/10999_x.sql");
	}

	/**
	 * Resolves patterns, and has no folders that could be read in another way.
	 */
	private static final class PatternsOnly extends DefaultResourceLoader implements ResourcePatternResolver {

		private final ResourcePatternResolver patterns;

		PatternsOnly(ClassLoader classLoader) {
			super(classLoader);
			this.patterns = new PathMatchingResourcePatternResolver(classLoader);
		}

		@Override
		public Resource[] getResources(String location) throws IOException {
			return location.endsWith("/**/*") ? this.patterns.getResources(location)
					: new Resource[] { new ByteArrayResource(new byte[0]) };
		}

	}

}
