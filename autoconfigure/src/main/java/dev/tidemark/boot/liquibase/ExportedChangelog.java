package dev.tidemark.boot.liquibase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A changelog as files of formatted SQL. Immutable.
 *
 * @param files the texts by name, which are in the order in which they run
 * @param problems what could not be written as SQL, and is to be written by hand
 */
public record ExportedChangelog(Map<String, String> files, List<String> problems) {

	private static final String HEAD = "--liquibase formatted sql\n";

	static ExportedChangelog of(List<ExportedChangeset> changesets) {
		Map<String, String> files = new LinkedHashMap<>();
		List<String> problems = new ArrayList<>();
		String last = "";
		String name = "";
		for (ExportedChangeset changeset : changesets) {
			if (!changeset.file().equals(last)) {
				name = name(files.size() + 1, changeset.file());
				files.put(name, HEAD);
			}
			last = changeset.file();
			files.merge(name, "\n" + changeset.text(), String::concat);
			problems.addAll(changeset.problems());
		}
		return new ExportedChangelog(files, problems);
	}

	/**
	 * Changesets of one changelog stay together, where they follow each other.
	 */
	private static String name(int number, String changelog) {
		String file = changelog.substring(changelog.replace('\\', '/').lastIndexOf('/') + 1);
		int dot = file.lastIndexOf('.');
		return "%04d-%s.sql".formatted(number,
				((dot > 0) ? file.substring(0, dot) : file).replaceAll("[^A-Za-z0-9._-]", "-"));
	}

	/**
	 * Writes the files. None is overwritten.
	 * @param folder where to
	 * @return what was written
	 * @throws ExportException if one is there already, or cannot be written
	 */
	public List<Path> write(Path folder) {
		List<Path> written = new ArrayList<>();
		try {
			Files.createDirectories(folder);
			for (Map.Entry<String, String> file : this.files.entrySet()) {
				Path path = folder.resolve(file.getKey());
				Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
				written.add(path);
			}
		}
		catch (IOException ex) {
			throw new ExportException(
					"Cannot write into %s: %s (%d of %d files were written before)".formatted(folder, ex,
							written.size(), this.files.size()),
					"Nothing is ever overwritten: name an empty folder with --to.", ex);
		}
		return written;
	}

}
