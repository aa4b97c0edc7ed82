package dev.tidemark.adoption;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tidemark.migration.SqlMigration;
import dev.tidemark.sql.ChangesetHead;

/**
 * A migration as Liquibase knows it.
 *
 * @param migration the migration
 * @param identity what tells it from others of its file
 * @param paths the paths of the file that Liquibase may have recorded; its releases
 * differ in which of them they do
 */
record KnownChangeset(SqlMigration migration, String identity, List<String> paths) {

	/** How Liquibase calls a file that does not say which changesets it has. */
	private static final String WHOLE_FILE = "::raw::includeAll";

	static KnownChangeset of(SqlMigration migration) {
		Optional<ChangesetHead> head = ChangesetHead.of(migration.up().text());
		List<String> paths = Stream
			.of(head.flatMap((known) -> known.attribute("logicalFilePath")), Optional.of(migration.up().location()))
			.flatMap(Optional::stream)
			.map(KnownChangeset::normalized)
			.toList();
		return new KnownChangeset(migration, head.map(ChangesetHead::identity).orElse(WHOLE_FILE), paths);
	}

	/**
	 * Returns a path as Liquibase compares it.
	 */
	static String normalized(String path) {
		return path.replace('\\', '/').replaceFirst("^classpath:", "").replaceFirst("^([A-Za-z]:)?(\\./|/)*", "");
	}

	/**
	 * Counts how many of the last parts of both paths are the same, if one path is the
	 * end of the other. A file that was moved is another one, unless it is the same to
	 * the letter.
	 * @return the number, or 0 where it is another file
	 */
	int common(ForeignRow row) {
		return this.paths.stream().mapToInt((path) -> common(parts(path), row)).max().orElse(0);
	}

	private int common(List<String> path, ForeignRow row) {
		List<String> recorded = parts(recorded(row));
		int count = 0;
		int least = Math.min(path.size(), recorded.size());
		while (count < least && path.get(path.size() - 1 - count).equals(recorded.get(recorded.size() - 1 - count))) {
			count++;
		}
		boolean same = count == least || (count > 0
				&& LiquibaseChecksum.compare(row.checksum(), this.migration.up().text()) == ChecksumCheck.Result.SAME);
		return same ? count : 0;
	}

	boolean hasFileName(ForeignRow row) {
		List<String> recorded = parts(recorded(row));
		return this.paths.stream()
			.map(KnownChangeset::parts)
			.anyMatch((path) -> path.get(path.size() - 1).equals(recorded.get(recorded.size() - 1)));
	}

	private static String recorded(ForeignRow row) {
		return Objects.requireNonNullElse(row.file(), "");
	}

	private static List<String> parts(String path) {
		return List.of(path.toLowerCase(Locale.ROOT).split("/"));
	}

}
