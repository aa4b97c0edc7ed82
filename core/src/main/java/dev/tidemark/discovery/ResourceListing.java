package dev.tidemark.discovery;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * Lists files through Spring's resource patterns, wherever they are.
 */
final class ResourceListing {

	private ResourceListing() {
	}

	/**
	 * Lists files.
	 * @param resolver finds resources
	 * @param folder the address of the folder, with a slash at its end
	 * @return the files that matter, in any order
	 * @throws IOException if the resolver fails
	 */
	static List<FoundFile> of(ResourcePatternResolver resolver, String folder) throws IOException {
		try {
			return Arrays.stream(resolver.getResources(folder + "**/*"))
				.filter(ResourceListing::matters)
				.filter((resource) -> !isDirectory(resource))
				.map(ResourceListing::found)
				.toList();
		}
		catch (FileNotFoundException ex) {
			return List.of();
		}
	}

	private static boolean matters(Resource resource) {
		String name = resource.getFilename();
		return name != null && FoundFile.matters(name);
	}

	private static boolean isDirectory(Resource resource) {
		try {
			// a file that cannot be read is not left out, or its migration would be
			return resource.isFile() && resource.getFile().isDirectory();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static FoundFile found(Resource resource) {
		boolean read = FoundFile.isRead(String.valueOf(resource.getFilename()));
		return new FoundFile(url(resource), read ? resource::getContentAsByteArray : FoundFile.Content.NONE);
	}

	private static String url(Resource resource) {
		try {
			return resource.getURL().toString();
		}
		catch (IOException ex) {
			return resource.getDescription();
		}
	}

}
