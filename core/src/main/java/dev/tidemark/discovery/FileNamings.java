package dev.tidemark.discovery;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All conventions side by side; the first that fits reads the name.
 */
final class FileNamings implements FileNaming {

	static final String FORMS = "001_description.sql, 1.2_description.sql, 20260102093000_description.sql, "
			+ "20260102_0930_rev_slug.sql, V1_2__description.sql, R__description.sql, or 001_description.up.sql with 001_description.down.sql";

	private static final String SUFFIX = ".sql";

	private static final Pattern LOOKS_LIKE_MIGRATION = Pattern.compile("(?i)([vubr][_\\-. ]?[0-9]|r_|[0-9]).*");

	private final List<FileNaming> namings;

	FileNamings() {
		// a date and a time would also read as a number with a name, so revisions come
		// first
		List<FileNaming> plain = List.of(new FlywayNaming(), new RevisionNaming(), new NumberedNaming());
		FileNaming any = (stem) -> first(plain, stem);
		this.namings = List.of(new UpDownNaming(any), any);
	}

	@Override
	public Optional<ParsedName> parse(String stem) {
		return first(this.namings, stem);
	}

	Optional<ParsedName> parseFile(String fileName) {
		return fileName.endsWith(SUFFIX) ? parse(fileName.substring(0, fileName.length() - SUFFIX.length()))
				: Optional.empty();
	}

	static boolean looksLikeMigration(String fileName) {
		return LOOKS_LIKE_MIGRATION.matcher(fileName).matches();
	}

	private static Optional<ParsedName> first(List<FileNaming> namings, String stem) {
		return namings.stream().map((naming) -> naming.parse(stem)).flatMap(Optional::stream).findFirst();
	}

}
