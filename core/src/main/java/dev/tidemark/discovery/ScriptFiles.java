package dev.tidemark.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

import dev.tidemark.migration.MigrationProblem;

/**
 * Reads the SQL files below the locations: plain folders and jars itself, and through
 * Spring's resource patterns whatever is unusual.
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
		List<ReadFile> files = new ArrayList<>();
		for (String location : locations) {
			Set<String> known = files.stream().map(ReadFile::url).collect(Collectors.toSet());
			try {
				List<ReadFile> read = readLocation(location, known);
				read.stream().map(ReadFile::problem).filter(Objects::nonNull).forEach(this.problems::add);
				files.addAll(read);
			}
			catch (IOException ex) {
				this.problems.add(new MigrationProblem(location, "cannot be read: " + ex.getMessage()));
			}
		}
		return told(files);
	}

	/**
	 * Names files by their whole addresses where several have the same place, as in two
	 * jars.
	 */
	private static List<ScriptFile> told(List<ReadFile> files) {
		Set<String> locations = new HashSet<>();
		Set<String> several = new HashSet<>();
		for (ReadFile read : files) {
			if (!locations.add(read.file().location())) {
				several.add(read.file().location());
			}
		}
		return files.stream()
			.map((read) -> several.contains(read.file().location()) ? read.withWholeAddress() : read.file())
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
		List<Resource> folders = List.of(this.resolver.getResources(root.address()));
		if (!folders.isEmpty() && root.isPlain() && folders.stream().allMatch(ScriptFiles::isPlain)) {
			try {
				return readPlain(root, folders, known);
			}
			catch (IOException | UncheckedIOException | IllegalStateException ex) {
				// what it is, and with which file, is found and told by the other way
			}
		}
		return readResources(location, root, folders, known);
	}

	private static boolean isPlain(Resource folder) {
		return FolderListing.suits(folder) || JarListing.suits(folder);
	}

	private static List<ReadFile> readPlain(LocationRoot root, List<Resource> folders, Set<String> known)
			throws IOException {
		List<FoundFile> files = new ArrayList<>();
		for (Resource folder : folders) {
			files.addAll(FolderListing.suits(folder) ? FolderListing.of(folder) : JarListing.of(folder));
		}
		return ParallelWork.map(wanted(files, root, known), (file) -> readOrFail(file, root));
	}

	private List<ReadFile> readResources(String location, LocationRoot root, List<Resource> folders, Set<String> known)
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
		List<FoundFile> wanted = new ArrayList<>(files.size());
		String last = "";
		for (FoundFile file : files.stream().sorted(Comparator.comparing(FoundFile::url)).toList()) {
			if (!file.url().equals(last) && !known.contains(file.url()) && !root.isHidden(file.url())) {
				wanted.add(file);
			}
			last = file.url();
		}
		return wanted;
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
