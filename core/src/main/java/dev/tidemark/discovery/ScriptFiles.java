package dev.tidemark.discovery;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.StringUtils;

import dev.tidemark.discovery.ScriptText.NotTextException;
import dev.tidemark.migration.MigrationProblem;

/**
 * Reads the SQL files below the locations, through Spring's resource patterns.
 */
final class ScriptFiles {

	private static final String CLASSPATH = ResourcePatternResolver.CLASSPATH_URL_PREFIX;

	private static final String CLASSPATH_ALL = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX;

	private static final Set<String> BESIDE_SCRIPTS = Set.of(SqitchProject.PLAN, "metadata.toml");

	/**
	 * Kubernetes mounts each file a second time below ..data, and editors keep copies.
	 */
	private static final Pattern HIDDEN = Pattern.compile("(^|/)\\.");

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
					: new ScriptFile(decoded(entry.getKey()), entry.getValue().path(), entry.getValue().text()))
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
		FolderCheck check = new FolderCheck(location, this.problems);
		for (Resource folder : this.resolver.getResources(root)) {
			check.check(folder);
		}
		List<Resource> resources = find(root + "**/*");
		if (resources.isEmpty() && !exists(root)) {
			this.missing.add(location);
		}
		for (Resource resource : resources) {
			String url = resource.getURL().toString();
			String label = label(root, decoded(url));
			String path = path(root, label);
			if (!byUrl.containsKey(url) && !HIDDEN.matcher(path).find()) {
				byUrl.put(url, new ScriptFile(label, path, text(label, resource)));
			}
		}
	}

	private List<Resource> find(String pattern) throws IOException {
		try {
			return Arrays.stream(this.resolver.getResources(pattern))
				.filter(ScriptFiles::matters)
				.filter((resource) -> !isDirectory(resource))
				.sorted(Comparator.comparing(ScriptFiles::url))
				.toList();
		}
		catch (FileNotFoundException ex) {
			return List.of();
		}
	}

	/**
	 * Tells whether it is a script, or tells about scripts.
	 */
	private static boolean matters(Resource resource) {
		String name = resource.getFilename();
		return name != null && (BESIDE_SCRIPTS.contains(name) || name.endsWith(ScriptConfiguration.SUFFIX)
				|| suffix(resource).equals("sql") || ForeignCode.SUFFIXES.contains(suffix(resource)));
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

	private static String path(String root, String label) {
		String below = withoutSlash(root.substring(root.indexOf(':') + 1));
		String path = withoutSlash(label);
		return path.startsWith(below) ? path.substring(below.length()) : path.substring(path.lastIndexOf('/') + 1);
	}

	private static String withoutSlash(String path) {
		return path.startsWith("/") ? path.substring(1) : path;
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
		if (ForeignCode.SUFFIXES.contains(suffix(resource))) {
			return "";
		}
		try {
			return ScriptText.decode(location, resource.getContentAsByteArray());
		}
		catch (NotTextException ex) {
			this.problems.add(ex.problem());
		}
		catch (IOException ex) {
			this.problems.add(new MigrationProblem(location, "cannot be read: " + ex.getMessage()));
		}
		return "";
	}

	private static String suffix(Resource resource) {
		String name = String.valueOf(resource.getFilename());
		return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
	}

}
