package dev.tidemark.test;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Copies a convention to where it runs from.
 */
final class ConventionTree {

	private ConventionTree() {
	}

	static void copy(Path from, Path to) throws IOException {
		Files.walkFileTree(from, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
				Files.createDirectories(to.resolve(from.relativize(folder)));
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.copy(file, to.resolve(from.relativize(file)));
				return FileVisitResult.CONTINUE;
			}

		});
	}

	/**
	 * Packs a folder as a build tool does, with an entry for each folder.
	 */
	static void pack(Path folder, Path jar) throws IOException {
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
			Files.walkFileTree(folder, new SimpleFileVisitor<>() {

				@Override
				public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
					if (!each.equals(folder)) {
						out.putNextEntry(new JarEntry(name(each) + "/"));
					}
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
					out.putNextEntry(new JarEntry(name(file)));
					Files.copy(file, out);
					return FileVisitResult.CONTINUE;
				}

				private String name(Path path) {
					return folder.relativize(path).toString().replace('\\', '/');
				}

			});
		}
	}

}
