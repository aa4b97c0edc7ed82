package dev.tidemark.offline;

import dev.tidemark.migration.Version;
import dev.tidemark.sql.SqlQuote;

/**
 * Expressions about rows of the history, for a server that compares versions as
 * {@link Version} does.
 */
final class HistorySql {

	/** The numbers of a version, without leading zeros and without zeros at the end. */
	private static final String NUMBERS = "pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.split_part(version, '@', 1), '(^|[.])0+([0-9])', '\\1\\2', 'g'), '([.]0)+$', '')";

	/** The name of a version with its separator, or nothing. */
	private static final String NAME = "CASE WHEN pg_catalog.strpos(version, '@') > 0 THEN pg_catalog.substr(version, pg_catalog.strpos(version, '@')) ELSE '' END";

	/** What makes rows those of one migration. */
	static final String KEY = "CASE WHEN version IS NULL THEN 'R:' || name ELSE %s || %s END".formatted(NUMBERS, NAME);

	/** What orders versions: those without a number come last. */
	static final String PLACE = "ROW(%1$s = '', pg_catalog.string_to_array(%1$s, '.')::numeric[], (%2$s) COLLATE \"C\")"
		.formatted(NUMBERS, NAME);

	private HistorySql() {
	}

	/**
	 * Returns the place of a version among others.
	 */
	static String place(Version version) {
		String canonical = version.canonical();
		int at = canonical.indexOf('@');
		String numbers = (at >= 0) ? canonical.substring(0, at) : canonical;
		String name = (at >= 0) ? canonical.substring(at) : "";
		return "ROW(%s, '{%s}'::numeric[], %s::text COLLATE \"C\")".formatted(numbers.isEmpty(),
				numbers.replace('.', ','), SqlQuote.literal(name));
	}

}
