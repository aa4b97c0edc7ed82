package dev.tidemark.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.jdbc.ServerProbe;
import dev.tidemark.jdbc.ServerProbe.ProbedTable;
import dev.tidemark.migration.HistoryException;
import dev.tidemark.migration.MissingDatabaseException;
import dev.tidemark.sql.SearchPath;
import dev.tidemark.sql.SqlQuote;

/**
 * The history table of a database: which one it is, and whether it is ours.
 *
 * @param schema its schema
 * @param name its name
 * @param exists whether it is there
 * @param format the format that it has
 */
public record HistoryTable(String schema, String name, boolean exists, int format) {

	/** The name that is used where another tool owns the default one. */
	public static final String ALTERNATIVE = "tidemark_migrations";

	/** The current format. */
	public static final int FORMAT = 2;

	/** The columns by which a history is known. */
	public static final List<String> COLUMNS = List.of("id", "version", "name", "script", "kind", "checksum", "state",
			"statements_done", "statements_total", "applied_at", "execution_ms", "applied_by", "applied_from", "error",
			"up_script", "down_script");

	/** What format 2 added. */
	public static final List<String> JOURNAL = List.of("running_statement", "done_checksum");

	/** A format that only adds says which releases may go on with it during a rollout. */
	private static final Pattern COMMENT = Pattern
		.compile("Tidemark history, format (\\d{1,9})(?:, usable since format (\\d{1,9}))?");

	/**
	 * Names a table of the current format.
	 * @param schema its schema
	 * @param name its name
	 * @param exists whether it is there
	 */
	public HistoryTable(String schema, String name, boolean exists) {
		this(schema, name, exists, FORMAT);
	}

	/**
	 * Returns the names under which a history may be found.
	 * @param settings the settings
	 * @return the names, at least one
	 */
	public static List<String> candidates(HistorySettings settings) {
		return settings.table().equals(HistorySettings.DEFAULT_TABLE) ? List.of(settings.table(), ALTERNATIVE)
				: List.of(settings.table());
	}

	/**
	 * Finds the history among the probed tables, where none of another tool is taken
	 * over.
	 * @param probe what the server told
	 * @param settings the settings
	 * @return the table, which may have to be created
	 * @throws HistoryException if a table is in the way
	 * @throws MissingDatabaseException if there is no schema for it
	 */
	public static HistoryTable locate(ServerProbe probe, HistorySettings settings) {
		return locate(probe, settings, false);
	}

	/**
	 * Finds the history among the probed tables.
	 * @param probe what the server told
	 * @param settings the settings
	 * @param beside whether the history may begin beside another tool's table of its name
	 * @return the table, which may have to be created
	 * @throws HistoryException if a table is in the way
	 * @throws MissingDatabaseException if there is no schema for it
	 */
	public static HistoryTable locate(ServerProbe probe, HistorySettings settings, boolean beside) {
		String schema = probe.schema();
		if (schema == null) {
			throw MissingDatabaseException.schema(SearchPath.firstNamed(probe.searchPath()),
					"No schema for the history: the search path '%s' names none that exists and that the role %s may use in database '%s'"
						.formatted(probe.searchPath(), probe.user(), probe.database()),
					"Create the schema, or GRANT USAGE ON SCHEMA to the role, or set tidemark.history.schema (that one is created when it is missing), or tidemark.create-database=true (which creates the first schema of the search path).");
		}
		List<ProbedTable> here = probe.tables().stream().filter((table) -> table.schema().equals(schema)).toList();
		List<ProbedTable> ours = here.stream().filter(HistoryTable::isOurs).toList();
		Optional<ProbedTable> named = ours.stream()
			.filter((table) -> table.name().equals(settings.table()))
			.findFirst();
		Optional<ProbedTable> chosen = named.or(() -> ours.stream().findFirst());
		if (chosen.isPresent()) {
			checkFormat(schema, chosen.get());
			return new HistoryTable(schema, chosen.get().name(), true, columnFormat(chosen.get()));
		}
		probe.tables()
			.stream()
			.filter((table) -> !table.schema().equals(schema) && isOurs(table))
			.findFirst()
			.ifPresent((table) -> refuseHidden(schema, table));
		Optional<ProbedTable> others = here.stream()
			.filter((table) -> table.name().equals(settings.table()))
			.findFirst();
		if (others.isEmpty()) {
			return new HistoryTable(schema, settings.table(), false);
		}
		if (!beside || !mayBegin(ALTERNATIVE, here, settings) || !others.get().columns().contains("version")) {
			refuse(schema, others.get());
		}
		return new HistoryTable(schema, ALTERNATIVE, false);
	}

	private static boolean mayBegin(String name, List<ProbedTable> here, HistorySettings settings) {
		return candidates(settings).contains(name) && here.stream().noneMatch((table) -> table.name().equals(name));
	}

	private static boolean isOurs(ProbedTable table) {
		return format(table) > 0 || table.columns().containsAll(COLUMNS);
	}

	/**
	 * Returns the format as far as this release has to know it.
	 */
	private static int format(ProbedTable table) {
		Matcher matcher = COMMENT.matcher((table.comment() != null) ? table.comment() : "");
		if (!matcher.matches()) {
			return 0;
		}
		int format = Integer.parseInt(matcher.group(1));
		boolean usable = matcher.group(2) != null && Integer.parseInt(matcher.group(2)) <= FORMAT;
		return usable ? Math.min(format, FORMAT) : format;
	}

	/**
	 * The comment may be lost, the columns are not.
	 */
	private static int columnFormat(ProbedTable table) {
		return table.columns().containsAll(JOURNAL) ? FORMAT : 1;
	}

	private static void checkFormat(String schema, ProbedTable table) {
		int format = format(table);
		if (format > FORMAT) {
			throw new HistoryException(
					"The history %s has format %d, and this version of Tidemark knows formats up to %d"
						.formatted(SqlQuote.qualified(schema, table.name()), format, FORMAT),
					"A newer version of Tidemark has been here: use that version or a later one.", null);
		}
		List<String> needed = new ArrayList<>(COLUMNS);
		if (format == FORMAT) {
			needed.addAll(JOURNAL);
		}
		needed.removeAll(table.columns());
		if (!needed.isEmpty()) {
			throw new HistoryException(
					"The history %s lacks the columns %s".formatted(SqlQuote.qualified(schema, table.name()),
							String.join(", ", needed)),
					"Somebody has changed the table: restore its columns, for example from a backup.", null);
		}
	}

	private static void refuse(String schema, ProbedTable table) {
		throw new HistoryException(
				"The table %s is not Tidemark's: its columns (%s) look like those of %s; it has not been touched"
					.formatted(SqlQuote.qualified(schema, table.name()), String.join(", ", table.columns()),
							owner(table)),
				"%s Or set tidemark.history.table=%s to keep Tidemark's history beside it; the migrations of that tool count as not applied then."
					.formatted(wayToAdopt(table), ALTERNATIVE),
				null);
	}

	private static String wayToAdopt(ProbedTable table) {
		boolean known = table.columns().equals(List.of("version")) || table.columns().contains("applied_at");
		String word = table.columns().equals(List.of("version", "dirty")) ? "golang-migrate" : known ? "auto" : "";
		return word.isEmpty()
				? "To take that history over, say which column is which: 'adopt plain --table %s --version-column …'."
					.formatted(table.name())
				: "To take that history over, run the command 'adopt %1$s' (or start with tidemark.adopt=%1$s): nothing is run again, and Tidemark's own history is %2$s then, which every later start finds."
					.formatted(word, ALTERNATIVE);
	}

	/**
	 * A schema that was created later can stand before the one that holds the history,
	 * and everything would be applied again.
	 */
	private static void refuseHidden(String schema, ProbedTable table) {
		throw new HistoryException(
				"There is a history in a later schema of the search path (%s), and none in the first (%s). Nothing was run"
					.formatted(SqlQuote.qualified(table.schema(), table.name()), SqlQuote.identifier(schema)),
				"Set tidemark.history.schema=%s to go on with that history, or tidemark.history.schema=%s to begin one of its own."
					.formatted(table.schema(), schema),
				null);
	}

	private static String owner(ProbedTable table) {
		if (table.columns().equals(List.of("version", "dirty"))) {
			return "golang-migrate";
		}
		return table.columns().equals(List.of("version")) ? "dbmate or Rails" : "another tool";
	}

	/**
	 * Tells whether the table has to be upgraded before it is written to.
	 * @return whether it is there and has an older format
	 */
	public boolean outdated() {
		return this.exists && this.format < FORMAT;
	}

	/**
	 * Returns the quoted name with its schema.
	 * @return the name for SQL
	 */
	public String qualified() {
		return SqlQuote.qualified(this.schema, this.name);
	}

}
