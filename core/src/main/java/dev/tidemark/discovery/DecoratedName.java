package dev.tidemark.discovery;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.ParsedName.Dialect;
import dev.tidemark.discovery.ParsedName.Part;

/**
 * A name without what says up or down, for which database, or whether in a transaction:
 * {@code 001_x.up}, {@code 001_x.postgres.autocommit.down} (popx), or a folder with
 * {@code up.sql} and {@code down.sql} (Diesel, Hasura) or {@code migration.sql} (Prisma).
 *
 * @param folder the folder whose names are alike, for people
 * @param stem what is left of the name
 * @param part which part the file holds
 * @param dialect for which database it is written
 * @param transactional whether it runs in a transaction, or {@code null} where the name
 * does not say
 */
record DecoratedName(String folder, String stem, Part part, Dialect dialect, @Nullable Boolean transactional) {

	private static final Map<String, Part> IN_FOLDER = Map.of("up", Part.WHOLE, "migration", Part.WHOLE, "down",
			Part.DOWN);

	private static final Map<String, Part> SUFFIXES = Map.of("up", Part.WHOLE, "down", Part.DOWN, "undo", Part.DOWN,
			"rollback", Part.DOWN, "revert", Part.DOWN);

	private static final Set<String> UNDOING = Set.of("down", "undo", "rollback", "revert");

	private static final Set<String> POSTGRES = Set.of("postgres", "postgresql", "pg");

	private static final Set<String> OTHERS = Set.of("mysql", "mariadb", "sqlite", "sqlite3", "cockroach",
			"cockroachdb", "crdb", "mssql", "sqlserver", "oracle", "h2");

	private static final String AUTOCOMMIT = ".autocommit";

	/**
	 * Reads what surrounds a name.
	 * @param file the file
	 * @return what is left, and what was around it
	 */
	static DecoratedName of(ScriptFile file) {
		String stem = withoutSuffix(file.fileName());
		DecoratedName plain = new DecoratedName(file.folder(), stem, Part.WHOLE, Dialect.ANY, null);
		Part inFolder = IN_FOLDER.get(stem.toLowerCase(Locale.ROOT));
		if (inFolder != null && file.path().contains("/")) {
			return ofFolder(file.folder(), inFolder);
		}
		int dot = stem.lastIndexOf('.');
		Part part = (dot > 0) ? SUFFIXES.get(stem.substring(dot + 1).toLowerCase(Locale.ROOT)) : null;
		return (part != null) ? plain.withStem(stem.substring(0, dot), part).withoutDialect() : plain;
	}

	private static DecoratedName ofFolder(String folder, Part part) {
		String path = folder.substring(0, folder.length() - 1);
		int slash = path.lastIndexOf('/');
		return new DecoratedName(path.substring(0, slash + 1), path.substring(slash + 1), part, Dialect.ANY, null);
	}

	static String withoutSuffix(String fileName) {
		return fileName.substring(0, fileName.length() - ".sql".length());
	}

	private DecoratedName withStem(String other, Part otherPart) {
		return new DecoratedName(this.folder, other, otherPart, this.dialect, this.transactional);
	}

	private DecoratedName withoutDialect() {
		boolean alone = this.stem.endsWith(AUTOCOMMIT);
		String left = alone ? this.stem.substring(0, this.stem.length() - AUTOCOMMIT.length()) : this.stem;
		int dot = left.lastIndexOf('.');
		String last = left.substring(dot + 1).toLowerCase(Locale.ROOT);
		Dialect found = (dot > 0) ? dialect(last) : Dialect.ANY;
		String rest = (found != Dialect.ANY) ? left.substring(0, dot) : left;
		return new DecoratedName(this.folder, rest, this.part, found, alone ? false : null);
	}

	private static Dialect dialect(String word) {
		if (POSTGRES.contains(word)) {
			return Dialect.POSTGRES;
		}
		return OTHERS.contains(word) ? Dialect.OTHER : Dialect.ANY;
	}

	/**
	 * Tells whether the name says that it undoes, but not what.
	 */
	boolean undoesUnnamed() {
		return this.part == Part.WHOLE && UNDOING.contains(this.stem.toLowerCase(Locale.ROOT));
	}

	/**
	 * Returns how many digits the first number of the name has.
	 */
	int leadingDigits() {
		int start = 0;
		while (start < this.stem.length() && !Character.isDigit(this.stem.charAt(start))) {
			start++;
		}
		int end = start;
		while (end < this.stem.length() && Character.isDigit(this.stem.charAt(end))) {
			end++;
		}
		return end - start;
	}

	/**
	 * Adds what the surroundings say to what the name says.
	 */
	ParsedName decorate(ParsedName parsed) {
		Part both = (this.part == Part.WHOLE) ? parsed.part() : this.part;
		return new ParsedName(parsed.version(), parsed.name(), both, this.dialect, this.transactional);
	}

}
