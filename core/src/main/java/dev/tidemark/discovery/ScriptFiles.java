package dev.tidemark.discovery;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.StringUtils;

import dev.tidemark.migration.MigrationProblem;

/**
 * Reads the SQL files below the locations, through Spring's resource patterns.
 */
final class ScriptFiles {

	private static final String CLASSPATH = ResourcePatternResolver.CLASSPATH_URL_PREFIX;

	private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

	/** What stands for bytes that cannot be decoded. */
	private static final char REPLACEMENT = '\uFFFD';

	private static final String CLASSPATH_ALL = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX;

	private final ResourcePatternResolver resolver;

	private final List<MigrationProblem> problems;

	private final List<String> missing = new ArrayList<>();

	ScriptFiles(ResourcePatternResolver resolver, List<MigrationProblem> problems) {
		this.resolver = resolver;
		this.problems = problems;
	}

	/**
	 * Reads every file once, also where locations overlap.
	 */
	List<ScriptFile> read(List<String> locations) {
		Map<String, ScriptFile> byUrl = new LinkedHashMap<>();
		for (String location : locations) {
			try {
				readLocation(location, byUrl);
			}
			catch (IOException ex) {
				this.problems.add(new MigrationProblem(location, "cannot be read: " + ex.getMessage()));
			}
		}
		return told(byUrl);
	}

	/**
	 * Names files by their whole addresses where several have the same place, as in two
	 * jars.
	 */
	private static List<ScriptFile> told(Map<String, ScriptFile> byUrl) {
		Map<String, Long> counts = byUrl.values()
			.stream()
			.collect(Collectors.groupingBy(ScriptFile::location, Collectors.counting()));
		return byUrl.entrySet()
			.stream()
			.map((entry) -> (counts.getOrDefault(entry.getValue().location(), 1L) == 1) ? entry.getValue()
					: new ScriptFile(decoded(entry.getKey()), entry.getValue().text()))
			.toList();
	}

	/**
	 * Returns the locations that do not exist.
	 */
	List<String> missing() {
		return this.missing;
	}

	private void readLocation(String location, Map<String, ScriptFile> byUrl) throws IOException {
		String root = root(location);
		List<Resource> resources = find(root + "**/*");
		if (resources.isEmpty() && !exists(root)) {
			this.missing.add(location);
		}
		for (Resource resource : resources) {
			String url = resource.getURL().toString();
			if (!byUrl.containsKey(url)) {
				String label = label(root, decoded(url));
				byUrl.put(url, new ScriptFile(label, text(label, resource)));
			}
		}
	}

	private List<Resource> find(String pattern) throws IOException {
		try {
			return Arrays.stream(this.resolver.getResources(pattern))
				.filter(ScriptFiles::isSql)
				.filter((resource) -> !isDirectory(resource))
				.sorted(Comparator.comparing(ScriptFiles::url))
				.toList();
		}
		catch (FileNotFoundException ex) {
			return List.of();
		}
	}

	private static boolean isSql(Resource resource) {
		String name = resource.getFilename();
		// also .SQL, which is told apart later: it must not be left out in silence
		return name != null && name.toLowerCase(Locale.ROOT).endsWith(".sql");
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

	private boolean exists(String root) throws IOException {
		return Arrays.stream(this.resolver.getResources(root)).anyMatch(Resource::exists);
	}

	private static String root(String location) {
		// classpath*: so that every jar that has the folder takes part
		String root = location.startsWith(CLASSPATH) ? CLASSPATH_ALL + location.substring(CLASSPATH.length())
				: location;
		root = root.startsWith(CLASSPATH_ALL + "/") ? CLASSPATH_ALL + root.substring(CLASSPATH_ALL.length() + 1) : root;
		return root.endsWith("/") ? root : root + "/";
	}

	private static String label(String root, String url) {
		String path = root.substring(root.indexOf(':') + 1);
		int start = url.lastIndexOf("/" + path);
		return (start >= 0) ? url.substring(start + 1) : url.substring(url.indexOf(':') + 1);
	}

	private static String decoded(String url) {
		return StringUtils.uriDecode(url, StandardCharsets.UTF_8);
	}

	private static String url(Resource resource) {
		try {
			return resource.getURL().toString();
		}
		catch (IOException ex) {
			return resource.getDescription();
		}
	}

	private String text(String location, Resource resource) {
		try {
			return decode(resource.getContentAsByteArray());
		}
		catch (CharacterCodingException ex) {
			this.problems.add(new MigrationProblem(location,
					"is not UTF-8: save it in that encoding (for example with iconv -f LATIN1 -t UTF-8)"));
		}
		catch (IOException ex) {
			this.problems.add(new MigrationProblem(location, "cannot be read: " + ex.getMessage()));
		}
		return "";
	}

	/**
	 * Decodes without a byte order mark, and without the copies that a decoder makes.
	 */
	private static String decode(byte[] bytes) throws CharacterCodingException {
		int start = hasMark(bytes) ? BYTE_ORDER_MARK.length : 0;
		String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
		if (text.indexOf(REPLACEMENT) >= 0) {
			// either it is in the file, or it stands for what is not UTF-8
			return StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
				.toString();
		}
		return text;
	}

	private static boolean hasMark(byte[] bytes) {
		int length = BYTE_ORDER_MARK.length;
		return bytes.length >= length && Arrays.equals(bytes, 0, length, BYTE_ORDER_MARK, 0, length);
	}

}
