package dev.tidemark.discovery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.Version;

/**
 * Notices migrations in other languages, which their tools run and Tidemark cannot.
 */
final class ForeignCode {

	/** Everything that a file beside scripts may be written in, and be one of them. */
	static final Set<String> SUFFIXES = Set.of("java", "class", "kt", "groovy", "go", "rs", "js", "mjs", "cjs", "ts",
			"py", "rb", "fizz");

	private static final Pattern MIGRATION = Pattern.compile("V?(?<version>[0-9]+([._][0-9]+)*)[_.-][^$]*");

	private ForeignCode() {
	}

	/**
	 * Returns a warning about those of which there is no migration in the catalog.
	 */
	static Optional<String> warning(List<ScriptFile> files, MigrationCatalog catalog) {
		List<String> left = files.stream()
			.filter((file) -> !file.isScript() && SUFFIXES.contains(file.suffix()))
			.filter((file) -> isMigration(file.fileName(), catalog))
			.map(ScriptFile::location)
			.toList();
		return left.isEmpty() ? Optional.empty() : Optional
			.of("Migrations that are not SQL are left alone, and what they do is not done: write them as SQL or as JavaMigration beans: "
					+ String.join(", ", left));
	}

	private static boolean isMigration(String fileName, MigrationCatalog catalog) {
		Matcher matcher = MIGRATION.matcher(fileName);
		return matcher.matches()
				&& catalog.find(MigrationKey.of(Version.of(matcher.group("version")), fileName)).isEmpty();
	}

}
