package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * All conventions side by side, the most special first.
 */
final class FileNamings {

	static final String FORMS = "001_description.sql, 1.2_description.sql, 20260102093000_description.sql, "
			+ "20260102_0930_rev_slug.sql, V1_2__description.sql, R__description.sql, "
			+ "001_description.up.sql with 001_description.down.sql, or the folder 001_description with up.sql; "
			+ "docs/naming.md lists all (tidemark.naming=by-name runs any name, in the order of the names)";

	/** Flyway without a prefix. */
	private static final FileNaming SEPARATED = new PatternNaming("1_2__description.sql", 1, 0, "__",
			"(?<v1>[0-9]+([._][0-9]+)*)__(?<name>.+)");

	private static final FileNaming REVISION = new PatternNaming("20260102_0930_rev_slug.sql", 2, 8, "",
			"(?<v1>[0-9]{8})[_T-](?<v2>[0-9]{4}|[0-9]{6})[_ -](?<name>[^_].*)");

	/** Diesel's. */
	private static final FileNaming DATED = new PatternNaming("2026-01-02-093000_description.sql", 1, 4, "-",
			"(?<v1>[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]{4,})*)([_ -]+(?<name>[^_ -].*))?");

	private static final FileNaming NUMBERED = new PatternNaming("001_description.sql", 1, 0, "",
			"(?<v1>[0-9]+(\\.[0-9]+)*)([_\\- .]+(?<name>[^_\\- .].*))?");

	private static final List<FileNaming> WITH_LETTER = List.of(new FlywayNaming());

	private static final List<FileNaming> WITH_NUMBER = List.of(new PostgratorNaming(), SEPARATED, REVISION, DATED,
			NUMBERED);

	private static final Pattern LOOKS_LIKE_MIGRATION = Pattern
		.compile("(?i)([vubr][_\\-. ]?[0-9]|r_|[0-9]).*|(up|down|migration)\\.sql");

	private FileNamings() {
	}

	/**
	 * Returns how a name can be read, by the most special convention first.
	 */
	static List<Reading> fitting(String stem) {
		int digits = digits(stem);
		List<Reading> fitting = new ArrayList<>(1);
		for (FileNaming naming : (digits > 0) ? WITH_NUMBER : WITH_LETTER) {
			ParsedName parsed = naming.mayFit(stem, digits) ? naming.parse(stem).orElse(null) : null;
			if (parsed != null) {
				fitting.add(new Reading(naming, parsed));
			}
		}
		return fitting;
	}

	private static int digits(String stem) {
		int end = 0;
		while (end < stem.length() && stem.charAt(end) >= '0' && stem.charAt(end) <= '9') {
			end++;
		}
		return end;
	}

	static boolean looksLikeMigration(String fileName) {
		return LOOKS_LIKE_MIGRATION.matcher(fileName).matches();
	}

	/**
	 * One way to read a name.
	 *
	 * @param naming the convention
	 * @param parsed what the name says by it
	 */
	record Reading(FileNaming naming, ParsedName parsed) {

	}

}
