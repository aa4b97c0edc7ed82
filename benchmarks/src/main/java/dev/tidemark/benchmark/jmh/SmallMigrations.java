package dev.tidemark.benchmark.jmh;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.springframework.util.FileSystemUtils;

/**
 * Files of small migrations, in a folder and in a jar: each a table with five columns, an
 * index and a comment.
 */
final class SmallMigrations implements AutoCloseable {

	static final String FOLDER = "db/migration";

	private static final String SCRIPT = """
			CREATE TABLE bench_%1$05d (
			    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			    name text NOT NULL,
			    amount numeric(12, 2) NOT NULL DEFAULT 0,
			    created_at timestamptz NOT NULL DEFAULT now(),
			    active boolean NOT NULL DEFAULT true
			);
			CREATE INDEX bench_%1$05d_name ON bench_%1$05d (name);
			COMMENT ON TABLE bench_%1$05d IS 'The table number %1$d';
			""";

	private final Path root;

	private final int size;

	SmallMigrations(int size) throws IOException {
		this.root = Files.createTempDirectory("tidemark-jmh");
		this.size = size;
		Files.createDirectories(folder());
		Files.createDirectory(inJar());
		try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(jar()));
				JarOutputStream jar = new JarOutputStream(file)) {
			add(jar, "db/", "");
			add(jar, FOLDER + "/", "");
			for (int i = 1; i <= size; i++) {
				Files.writeString(folder().resolve(name(i)), script(i));
				add(jar, FOLDER + "/" + name(i), script(i));
			}
		}
	}

	private static void add(JarOutputStream jar, String name, String content) throws IOException {
		jar.putNextEntry(new JarEntry(name));
		jar.write(content.getBytes(StandardCharsets.UTF_8));
	}

	static String name(int number) {
		return "V%05d__create_bench.sql".formatted(number);
	}

	static String script(int number) {
		return SCRIPT.formatted(number);
	}

	int size() {
		return this.size;
	}

	/**
	 * Returns the entry for a class path that has the files as they are.
	 */
	Path root() {
		return this.root;
	}

	Path folder() {
		return this.root.resolve(FOLDER);
	}

	Path jar() {
		return inJar().resolve("migrations.jar");
	}

	private Path inJar() {
		return this.root.resolve("jar");
	}

	@Override
	public void close() throws IOException {
		FileSystemUtils.deleteRecursively(this.root);
	}

}
