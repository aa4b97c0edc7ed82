package dev.tidemark.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Puts a convention where it runs from.
 */
final class ConventionTree {

	private static final List<String> LEFT_BY_EDITORS = List.of("%s~", ".%s.swp", "%s.bak", "%s.orig");

	private ConventionTree() {
	}

	/**
	 * Copies a folder as it is.
	 */
	static void copy(Path from, Path to) throws IOException {
		for (Path each : walk(from)) {
			Path copy = to.resolve(from.relativize(each));
			if (Files.isDirectory(each)) {
				Files.createDirectories(copy);
			}
			else {
				Files.copy(each, copy);
			}
		}
	}

	/**
	 * Copies a folder with other line ends, and with what lies about there.
	 */
	static void copyAsOnWindows(Path from, Path to) throws IOException {
		copy(from, to);
		for (Path each : walk(to)) {
			if (each.toString().endsWith(".sql")) {
				for (String name : LEFT_BY_EDITORS) {
					Files.copy(each, each.resolveSibling(name.formatted(each.getFileName())));
				}
			}
			if (Files.isRegularFile(each)) {
				// one char for each byte, whatever the file holds
				String text = Files.readString(each, StandardCharsets.ISO_8859_1);
				Files.writeString(each, text.replace("\n", "\r\n"), StandardCharsets.ISO_8859_1);
			}
		}
		Files.writeString(to.resolve(Convention.MIGRATIONS).resolve("Thumbs.db"), "");
	}

	/**
	 * Packs a folder as a build tool does, with an entry for each folder.
	 */
	static void pack(Path folder, Path jar) throws IOException {
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
			for (Path each : walk(folder)) {
				String name = folder.relativize(each).toString().replace('\\', '/');
				if (Files.isRegularFile(each)) {
					out.putNextEntry(new JarEntry(name));
					Files.copy(each, out);
				}
				else if (!name.isEmpty()) {
					out.putNextEntry(new JarEntry(name + "/"));
				}
			}
		}
	}

	private static List<Path> walk(Path folder) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			return all.sorted().toList();
		}
	}

}
