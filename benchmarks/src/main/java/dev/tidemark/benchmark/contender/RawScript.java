package dev.tidemark.benchmark.contender;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A file as the lower bounds read it.
 *
 * @param path where it is
 * @param name its name
 * @param sql its text
 * @param checksum the CRC32 of its bytes
 */
record RawScript(Path path, String name, String sql, long checksum) {

	static List<RawScript> readAll(Path folder) throws IOException {
		List<RawScript> scripts = new ArrayList<>();
		for (Path file : list(folder)) {
			scripts.add(read(file));
		}
		return scripts;
	}

	static List<Path> list(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.sorted().toList();
		}
	}

	private static RawScript read(Path file) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		CRC32 checksum = new CRC32();
		checksum.update(bytes);
		return new RawScript(file, file.getFileName().toString(), new String(bytes, StandardCharsets.UTF_8),
				checksum.getValue());
	}

}
