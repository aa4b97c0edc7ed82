package dev.tidemark.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

import org.springframework.core.io.Resource;
import org.springframework.util.ResourceUtils;

/**
 * Lists a folder of a jar, which stays open and is read without a connection for each
 * file. Fails at everything unusual, for which there is the way of Spring's resources.
 */
final class JarListing {

	/** What Spring may write in another way in an address. */
	private static final Pattern UNUSUAL = Pattern.compile("[%?\\\\]|//|(^|/)\\.\\.?/");

	private JarListing() {
	}

	/**
	 * Tells whether a resource is within a jar.
	 */
	static boolean suits(Resource resource) {
		try {
			return !resource.isFile() && ResourceUtils.isJarURL(resource.getURL());
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Lists files.
	 * @param resource the folder
	 * @return the files that matter, in any order
	 * @throws IOException if something is unusual, such as a jar that is opened for each
	 * reader anew
	 */
	static List<FoundFile> of(Resource resource) throws IOException {
		URL url = resource.getURL();
		if (!(url.openConnection() instanceof JarURLConnection connection) || !connection.getUseCaches()) {
			throw new IOException("Not a jar that stays open: " + url);
		}
		String folder = connection.getEntryName();
		if (folder == null || !folder.endsWith("/") || !url.toString().endsWith(folder)) {
			throw new IOException("Not a folder: " + url);
		}
		return list(connection.getJarFile(), folder, url.toString());
	}

	private static List<FoundFile> list(JarFile jar, String folder, String url) throws IOException {
		List<FoundFile> files = new ArrayList<>();
		boolean exists = false;
		for (Iterator<JarEntry> entries = jar.entries().asIterator(); entries.hasNext();) {
			JarEntry entry = entries.next();
			exists |= entry.getName().startsWith(folder);
			if (entry.getName().startsWith(folder) && !entry.isDirectory()) {
				String path = entry.getName().substring(folder.length());
				if (UNUSUAL.matcher(path).find()) {
					throw new IOException("Not a name that is the same everywhere: " + path);
				}
				String name = path.substring(path.lastIndexOf('/') + 1);
				if (FoundFile.matters(name)) {
					// as Spring writes it
					FoundFile.Content content = FoundFile.isRead(name) ? () -> read(jar, entry)
							: FoundFile.Content.NONE;
					files.add(new FoundFile(url + path.replace("#", "%23"), content));
				}
			}
		}
		if (!exists) {
			throw new IOException("No such folder: " + url);
		}
		return files;
	}

	private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
		try (InputStream content = jar.getInputStream(entry)) {
			long size = entry.getSize();
			return (size >= 0 && size < Integer.MAX_VALUE) ? content.readNBytes((int) size) : content.readAllBytes();
		}
	}

}
