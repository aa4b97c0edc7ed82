package dev.tidemark.discovery;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.core.io.Resource;

/**
 * Lists a folder of the file system and those below it, and asks for no file whether it
 * is one: what is named like a script is taken for a file, and reading it fails if it is
 * none. Fails at everything unusual, for which there is the way of Spring's resources.
 */
final class FolderListing {

	private final List<FoundFile> files = new ArrayList<>();

	private final Set<Path> above = new HashSet<>();

	private FolderListing() {
	}

	/**
	 * Tells whether a resource is a folder of the file system.
	 */
	static boolean suits(Resource resource) {
		try {
			Path path = resource.isFile() ? resource.getFile().toPath() : Path.of("");
			return path.isAbsolute() && path.equals(path.normalize()) && Files.isDirectory(path);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Lists files, but none that is hidden.
	 * @param resource the folder
	 * @return the files that matter, in any order
	 * @throws IOException if something is unusual, such as a link that leads nowhere
	 */
	static List<FoundFile> of(Resource resource) throws IOException {
		FolderListing listing = new FolderListing();
		Path folder = resource.getFile().toPath();
		try {
			listing.list(folder, url(folder), false);
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		return listing.files;
	}

	private void list(Path folder, String url, boolean hidden) throws IOException {
		Path real = folder.toRealPath();
		if (!this.above.add(real)) {
			throw new FileSystemLoopException(folder.toString());
		}
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
			for (Path entry : entries) {
				accept(entry, url, hidden);
			}
		}
		this.above.remove(real);
	}

	private void accept(Path entry, String folder, boolean hidden) throws IOException {
		String name = entry.getFileName().toString();
		boolean out = hidden || name.startsWith(".");
		if (!out && FoundFile.isRead(name)) {
			this.files.add(new FoundFile(url(folder, name, entry), () -> Files.readAllBytes(entry)));
		}
		else if (Files.readAttributes(entry, BasicFileAttributes.class).isDirectory()) {
			list(entry, url(entry), out);
		}
		else if (!out && FoundFile.matters(name)) {
			this.files.add(new FoundFile(url(folder, name, entry), FoundFile.Content.NONE));
		}
	}

	private static String url(String folder, String name, Path file) throws IOException {
		return isPlain(name) ? folder + name : url(file);
	}

	private static String url(Path path) throws IOException {
		return path.toUri().toURL().toString();
	}

	/**
	 * Tells whether a name stands in an address as it is.
	 */
	private static boolean isPlain(String name) {
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
					|| c == '-' || c == '.';
			if (!plain) {
				return false;
			}
		}
		return true;
	}

}
