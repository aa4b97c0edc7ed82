package dev.tidemark.discovery;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * A file that has not been read yet.
 *
 * @param url its address
 * @param content reads it
 */
record FoundFile(String url, Content content) {

	private static final Set<String> BESIDE_SCRIPTS = Set.of(SqitchProject.PLAN, "metadata.toml");

	/**
	 * Tells whether a file of that name is a script, or tells about scripts.
	 */
	static boolean matters(String name) {
		return isRead(name) || isForeignCode(name);
	}

	/**
	 * Tells whether it matters what stands in a file of that name.
	 */
	static boolean isRead(String name) {
		return name.endsWith(".sql") || BESIDE_SCRIPTS.contains(name) || name.endsWith(ScriptConfiguration.SUFFIX)
				|| suffix(name).equals("sql") || maybeChangelog(name);
	}

	/**
	 * Tells whether a file of that name may be a changelog of Liquibase that is not SQL.
	 * Most are something else, in whatever encoding.
	 */
	static boolean maybeChangelog(String name) {
		return ChangelogIncludes.SUFFIXES.contains(suffix(name));
	}

	private static boolean isForeignCode(String name) {
		return ForeignCode.SUFFIXES.contains(suffix(name));
	}

	private static String suffix(String name) {
		return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
	}

	/**
	 * Reads a file; called once, on any thread.
	 */
	@FunctionalInterface
	interface Content {

		/** Of a file of which nothing but the name matters. */
		Content NONE = () -> new byte[0];

		byte[] read() throws IOException;

	}

}
