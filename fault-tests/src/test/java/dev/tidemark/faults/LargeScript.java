package dev.tidemark.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A script of a given size: a table, and rows for it.
 *
 * @param bytes about how long it is
 * @param statements by how many statements the rows come
 */
record LargeScript(long bytes, int statements) {

	private static final String ROW = "(%09d, 'It''s a row of some data, as a dump has many')";

	/**
	 * Writes the script.
	 * @return the file
	 */
	Path write(Path folder) {
		Path file = folder.resolve("001_large.sql");
		try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
			out.write("CREATE TABLE large (id int, content text);\n");
			for (int i = 0; i < this.statements; i++) {
				insert(out, i);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return file;
	}

	private void insert(BufferedWriter out, int number) throws IOException {
		out.write("INSERT INTO large VALUES ");
		long left = this.bytes / this.statements;
		for (String separator = ""; left > 0; separator = ",\n") {
			String row = separator + ROW.formatted(number);
			out.write(row);
			left -= row.length();
		}
		out.write(";\n");
	}

}
