package dev.tidemark.offline;

import java.util.List;
import java.util.stream.Collectors;

import dev.tidemark.history.HistoryTable;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.OnChanged;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.sql.SqlQuote;

/**
 * Writes the checks that refuse to run on a database which is not where the file begins.
 */
final class StartingState {

	/**
	 * The newest row of a migration is its state. A version may be written in another way
	 * now, and a name may have come to it: then its script is known.
	 */
	private static final String PROBLEMS = """
			WITH expected (key, label, script, checksum, numbers, applied) AS (%1$s),
			rows AS (
			  SELECT id, version, script, kind, checksum, state, statements_done, statements_total, applied_at, applied_by,
			         coalesce(version, 'repeatable') || ' ' || name AS label,
			         coalesce(pg_catalog.to_jsonb(history) ->> 'running_statement',
			                  CASE WHEN state = 'applied' THEN pg_catalog.to_jsonb(history) ->> 'done_checksum' END) AS running, %2$s AS key, %3$s AS place,
			         pg_catalog.string_to_array(pg_catalog.split_part(version, '@', 1), '.')::numeric[] AS numbers
			  FROM :tidemark_rows AS history),
			newest AS (SELECT DISTINCT ON (key) * FROM rows ORDER BY key, id DESC),
			problems (place, problem) AS (
			  SELECT 1, CASE WHEN state = 'applied' THEN pg_catalog.format('undoing migration %%s was interrupted: bring it to its end with the command rollback', label)
			                 ELSE pg_catalog.format('migration %%s has begun and not ended (%%s, %%s of %%s statements are done): start the application, or its command migrate, which takes it up',
			                                        label, state, statements_done, statements_total) END
			  FROM newest
			  WHERE state = 'running' OR running IS NOT NULL
			     OR (state = 'failed' AND version IS NOT NULL AND statements_done > 0)
			  UNION ALL
			  SELECT 2, CASE WHEN n.key IS NULL THEN pg_catalog.format('migration %%s must be applied, and is not', e.label)
			                 ELSE pg_catalog.format('migration %%s has changed since it was applied at %%s', e.label, n.applied_at) END
			  FROM expected e
			  LEFT JOIN newest n ON n.state = 'applied' AND n.version IS NOT NULL AND (n.key = e.key OR n.script = e.script)
			  WHERE e.applied
			    AND (n.checksum <> e.checksum%4$s
			         OR n.key IS NULL AND NOT EXISTS (SELECT FROM newest b WHERE b.state = 'applied' AND b.kind = 'baseline'
			                                                                 AND b.numbers >= e.numbers))
			  UNION ALL
			  SELECT 3, pg_catalog.format('migration %%s is applied already (at %%s, by %%s)', e.label, n.applied_at, n.applied_by)
			  FROM expected e
			  JOIN newest n ON n.state = 'applied' AND n.version IS NOT NULL AND (n.key = e.key OR n.script = e.script)
			  WHERE NOT e.applied
			  UNION ALL
			  SELECT 4, pg_catalog.format('migration %%s is applied, and comes after %%s', n.label, %5$s)
			  FROM newest n
			  WHERE n.state = 'applied' AND n.version IS NOT NULL AND %6$s
			    AND NOT EXISTS (SELECT FROM expected e WHERE n.key = e.key OR n.script = e.script))
			SELECT pg_catalog.set_config('tidemark.problems',
			         coalesce(pg_catalog.string_agg(problem, E'\\n  - ' ORDER BY place, problem), ''), false) <> '' AS wrong
			FROM problems""";

	private static final String NOBODY = "SELECT NULL::text, NULL::text, NULL::text, NULL::text, NULL::numeric[], NULL::boolean WHERE false";

	private final PsqlFile file;

	private final OfflineSettings settings;

	private final OfflinePlan planned;

	StartingState(PsqlFile file, OfflineSettings settings, OfflinePlan planned) {
		this.file = file;
		this.settings = settings;
		this.planned = planned;
	}

	void write() {
		this.file.blank()
			.comment("Where the history is, and the migration lock: the one that Tidemark takes.")
			.code(new HistoryPlace(this.settings).code())
			.variables(
					"""
							SELECT pg_catalog.current_setting('tidemark.history') AS history,
							       pg_catalog.current_setting('tidemark.key') AS key,
							       pg_catalog.current_setting('tidemark.exists') AS exists,
							       pg_catalog.current_setting('tidemark.outdated') AS outdated,
							       CASE WHEN pg_catalog.current_setting('tidemark.exists')::boolean
							            THEN pg_catalog.current_setting('tidemark.history') ELSE '(%s)' END AS rows,
							       pg_catalog.current_setting('search_path') AS search_path,
							       CASE WHEN current_user = session_user THEN 'NONE' ELSE pg_catalog.quote_ident(current_user) END AS role"""
						.formatted(noRows()))
			.blank()
			.comment("Whether the database is where this file begins.")
			.variables(problems())
			.lines("\\if :tidemark_wrong")
			.code("""
					BEGIN
					  RAISE EXCEPTION E'The database is not where this file begins (%s); nothing was run:\\n  - %%', pg_catalog.current_setting('tidemark.problems')
					    USING HINT = 'Look at the history, and write a file for the version at which this database stands: script --from VERSION.';
					END
					"""
				.formatted(escaped(this.planned.fromText())))
			.lines("\\endif");
	}

	private static String escaped(String text) {
		return text.replace("\\", "\\\\").replace("'", "''").replace("%", "%%");
	}

	private static String noRows() {
		String texts = HistoryTable.COLUMNS.stream()
			.filter((column) -> !List.of("id", "statements_done", "statements_total", "applied_at").contains(column))
			.map((column) -> "NULL::text AS " + column)
			.collect(Collectors.joining(", "));
		return "SELECT NULL::bigint AS id, NULL::int AS statements_done, NULL::int AS statements_total, NULL::timestamptz AS applied_at, %s WHERE false"
			.formatted(texts);
	}

	private String problems() {
		Version from = this.planned.from();
		// what only differs in comments is no change, but a query cannot tell
		String changed = (this.settings.plan().onChanged() == OnChanged.REFUSE) ? "" : " AND false";
		return PROBLEMS.formatted(expected(), HistorySql.KEY, HistorySql.PLACE, changed,
				SqlQuote.literal(this.planned.fromText() + ", where this file begins"),
				(from != null) ? "n.place > " + HistorySql.place(from) : "true");
	}

	private String expected() {
		String applied = rows(this.planned.applied(), true);
		String pending = (this.planned.direction() == Direction.DOWN) ? ""
				: rows(this.planned.plan()
					.steps()
					.stream()
					.map(PlannedStep::migration)
					.filter((migration) -> migration.version() != null)
					.toList(), false);
		String rows = applied + ((applied.isEmpty() || pending.isEmpty()) ? "" : ",\n") + pending;
		return rows.isEmpty() ? NOBODY : "VALUES\n" + rows;
	}

	private static String rows(List<Migration> migrations, boolean applied) {
		return migrations.stream().map((migration) -> row(migration, applied)).collect(Collectors.joining(",\n"));
	}

	private static String row(Migration migration, boolean applied) {
		String numbers = migration.key().value().replaceFirst("@.*", "").replace('.', ',');
		String checksum = migration.checksum();
		return "  (%s, %s, %s, %s, '{%s}'::numeric[], %s)".formatted(SqlQuote.literal(migration.key().value()),
				SqlQuote.literal(migration.label()), SqlQuote.literal(migration.script()),
				(checksum != null) ? SqlQuote.literal(checksum) : "NULL::text", numbers, applied);
	}

}
