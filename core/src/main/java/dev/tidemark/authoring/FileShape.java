package dev.tidemark.authoring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.discovery.NamedFile;

/**
 * The path of a migration's file, taken apart, so that another can be put together that
 * looks alike.
 *
 * @param folder the folders before it, with a slash at the end, or nothing
 * @param prefix what stands before the version, such as {@code V}
 * @param version the version as it is written there
 * @param separator what stands between version and name, such as {@code __}
 * @param name the name
 * @param rest what follows, such as {@code .up.sql} or {@code /up.sql}
 */
record FileShape(String folder, String prefix, String version, String separator, String name, String rest) {

	private static final Pattern HEAD = Pattern
		.compile("(?<prefix>[^0-9]*)(?<version>[0-9]+(.*[0-9])?)(?<separator>[^0-9]*)");

	/** An undo of Flyway's, which has a name like its migration. */
	private static final String UNDO_PREFIX = "U";

	/**
	 * Takes the path of a file apart.
	 * @param file a file whose version has a number
	 */
	static FileShape of(NamedFile file) {
		int start = file.path().length() - file.stem().length() - restAfter(file).length();
		String stem = file.stem();
		String head = stem.substring(0, stem.length() - file.name().length());
		Matcher matcher = HEAD.matcher(head);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("no version in " + file.path());
		}
		return new FileShape(file.path().substring(0, start), matcher.group("prefix"), matcher.group("version"),
				matcher.group("separator"), file.name(), restAfter(file));
	}

	/**
	 * What follows the stem is a suffix, or a file in a folder of that name.
	 */
	private static String restAfter(NamedFile file) {
		String fileName = file.path().substring(file.path().lastIndexOf('/') + 1);
		return fileName.startsWith(file.stem()) ? fileName.substring(file.stem().length()) : "/" + fileName;
	}

	/**
	 * Tells whether the migration is a folder.
	 */
	boolean isFolder() {
		return this.rest.startsWith("/");
	}

	boolean isUndo() {
		return this.prefix.equals(UNDO_PREFIX);
	}

	FileShape with(String otherVersion, String otherName) {
		String between = this.separator.isEmpty() ? "_" : this.separator;
		return new FileShape(this.folder, this.prefix, otherVersion, otherName.isEmpty() ? this.separator : between,
				otherName, this.rest);
	}

	FileShape withVersion(String other) {
		return with(other, this.name);
	}

	/**
	 * Returns the path below the location.
	 */
	String path() {
		return this.folder + this.prefix + this.version + this.separator + this.name + this.rest;
	}

}
