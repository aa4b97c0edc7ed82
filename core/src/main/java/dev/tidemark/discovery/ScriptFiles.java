package dev.tidemark.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

import dev.tidemark.migration.MigrationProblem;

/**
 * Reads the SQL files below the locations: folders of the file system itself, everything
 * else through Spring's resource patterns.
 */
final class ScriptFiles {

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
				keep(readLocation(location, byUrl.keySet()), byUrl);
			}
			catch (IOException ex) {
				this.problems.add(new MigrationProblem(location, "cannot be read: " + ex.getMessage()));
			}
		}
		return told(byUrl);
	}

	private void keep(List<ReadFile> files, Map<String, ScriptFile> byUrl) {
		for (ReadFile read : files) {
			MigrationProblem problem = read.problem();
			if (byUrl.putIfAbsent(read.url(), read.file()) == null && problem != null) {
				this.problems.add(problem);
			}
		}
	}

	/**
	 * Names files by their whole addresses where several have the same place, as in two
	 * jars.
	 */
	private static List<ScriptFile> told(Map<String, ScriptFile> byUrl) {
		Set<String> locations = new HashSet<>();
		if (byUrl.values().stream().allMatch((file) -> locations.add(file.location()))) {
			return List.copyOf(byUrl.values());
		}
		Map<String, Long> counts = byUrl.values()
			.stream()
			.collect(Collectors.groupingBy(ScriptFile::location, Collectors.counting()));
		return byUrl.entrySet()
			.stream()
			.map((entry) -> (counts.getOrDefault(entry.getValue().location(), 1L) == 1) ? entry.getValue()
					: new ScriptFile(LocationRoot.decoded(entry.getKey()), entry.getValue().path(),
							entry.getValue().text()))
			.toList();
	}

	/**
	 * Returns the locations that do not exist.
	 */
	List<String> missing() {
		return this.missing;
	}

	private List<ReadFile> readLocation(String location, Set<String> known) throws IOException {
		LocationRoot root = new LocationRoot(location);
		Resource[] folders = this.resolver.getResources(root.address());
		if (!root.isPattern() && FolderListing.suit(folders)) {
			try {
				List<FoundFile> files = wanted(FolderListing.of(folders), root, known);
				return ParallelWork.map(files, (file) -> readOrFail(file, root));
			}
			catch (IOException | UncheckedIOException ex) {
				// read once more in the other way, which tells what is wrong, and with
				// which file
			}
		}
		return readResources(location, root, folders, known);
	}

	private List<ReadFile> readResources(String location, LocationRoot root, Resource[] folders, Set<String> known)
			throws IOException {
		FolderCheck check = new FolderCheck(location, this.problems);
		for (Resource folder : folders) {
			check.check(folder);
		}
		List<FoundFile> files = ResourceListing.of(this.resolver, root.address());
		if (files.isEmpty() && !exists(root)) {
			this.missing.add(location);
		}
		return wanted(files, root, known).stream().map((file) -> read(file, root)).toList();
	}

	private boolean exists(LocationRoot root) throws IOException {
		return Arrays.stream(this.resolver.getResources(root.address())).anyMatch(Resource::exists);
	}

	private static List<FoundFile> wanted(List<FoundFile> files, LocationRoot root, Set<String> known) {
		return files.stream()
			.filter((file) -> !known.contains(file.url()) && !isHidden(root.path(root.label(file.url()))))
			.sorted(Comparator.comparing(FoundFile::url))
			.toList();
	}

	/**
	 * Kubernetes mounts each file a second time below ..data, and editors keep copies.
	 */
	private static boolean isHidden(String path) {
		return path.startsWith(".") || path.contains("/.");
	}

	private static ReadFile readOrFail(FoundFile file, LocationRoot root) {
		try {
			return ReadFile.of(file, root);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ReadFile read(FoundFile file, LocationRoot root) {
		try {
			return ReadFile.of(file, root);
		}
		catch (IOException ex) {
			return ReadFile.unreadable(file, root,
					new MigrationProblem(root.label(file.url()), "cannot be read: " + ex.getMessage()));
		}
	}

}
