package dev.tidemark.execution;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.jdbc.Session;
import dev.tidemark.sql.SqlStatement;

/**
 * Looks after an index that IF NOT EXISTS did not build, since one of its name was there:
 * a build that failed leaves an INVALID one, which PostgreSQL never uses.
 */
final class InvalidIndexCheck {

	private static final String NAME = "(?<%s>\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";

	private static final Pattern BUILD = Pattern
		.compile("(?is)CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+CONCURRENTLY\\s+IF\\s+NOT\\s+EXISTS\\s+"
				+ NAME.formatted("index") + "\\s+ON\\s+(?:ONLY\\s+)?(?<table>(?:" + NAME.formatted("schema")
				+ "\\s*\\.\\s*)?" + NAME.formatted("relation") + ")");

	private static final String INVALID = """
			SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
			FROM pg_catalog.pg_class t
			JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
			JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
			JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
			WHERE t.oid = pg_catalog.to_regclass(:table) AND c.relname = (pg_catalog.parse_ident(:index))[1]
			  AND NOT i.indisvalid
			""";

	private InvalidIndexCheck() {
	}

	static void check(SqlStatement statement, Session session) throws SQLException {
		Matcher build = BUILD.matcher(statement.text());
		if (!build.lookingAt()) {
			return;
		}
		Optional<String> invalid = session.jdbc()
			.sql(INVALID)
			.param("table", build.group("table"))
			.param("index", build.group("index"))
			.query(String.class)
			.optional();
		if (invalid.isPresent()) {
			throw new SQLException(
					"The index %1$s is INVALID: an earlier build of it failed, and IF NOT EXISTS does not repeat it. Run DROP INDEX CONCURRENTLY %1$s; the next start builds it"
						.formatted(invalid.get()));
		}
	}

}
