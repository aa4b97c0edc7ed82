package dev.tidemark;

import java.sql.SQLException;
import java.util.Optional;

import org.springframework.dao.DataAccessException;

import dev.tidemark.history.HistorySettings;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.migration.HistoryException;
import dev.tidemark.sql.SqlQuote;

/**
 * What a role needs that only reads the history.
 */
final class HistoryRights {

	/**
	 * The server leaves schemas that the role may not use out of the search path without
	 * a word, so that a history there is not found.
	 */
	private static final String OUT_OF_REACH = """
			SELECT n.nspname, c.relname FROM pg_catalog.pg_namespace n
			JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p') AND c.relname IN (:tables)
			WHERE NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
			  AND pg_catalog.obj_description(c.oid, 'pg_class') LIKE 'Tidemark history, format %'
			  AND EXISTS (SELECT FROM pg_catalog.unnest(pg_catalog.string_to_array(
			                pg_catalog.replace(pg_catalog.current_setting('search_path'), '$user', current_user), ',')) AS part
			              WHERE pg_catalog.btrim(part, ' "') = n.nspname)
			ORDER BY n.nspname LIMIT 1
			""";

	private HistoryRights() {
	}

	/**
	 * Checks that a history which was not found is not merely out of reach.
	 * @throws HistoryException if it is
	 */
	static void checkNotOutOfReach(OpenDatabase open, HistorySettings settings) {
		if (settings.schema() != null) {
			return;
		}
		Optional<HistoryTable> hidden = open.session()
			.jdbc()
			.sql(OUT_OF_REACH)
			.param("tables", HistoryTable.candidates(settings))
			.query((row, number) -> new HistoryTable(row.getString(1), row.getString(2), true))
			.optional();
		hidden.ifPresent((table) -> {
			throw new HistoryException(
					"The role %s may not use the schema %s of its search path, where the history is. Nothing was run"
						.formatted(open.probe().user(), table.schema()),
					grants(open, table), null);
		});
	}

	/**
	 * Says which right is lacking.
	 * @return the exception, or empty where the failure is another
	 */
	static Optional<HistoryException> lackedBy(OpenDatabase open, DataAccessException ex) {
		SQLException cause = ServerError.causeOf(ex);
		if (cause != null && SqlStates.INSUFFICIENT_PRIVILEGE.equals(cause.getSQLState())) {
			return Optional
				.of(new HistoryException("The role %s may not read the history %s: %s (SQLSTATE %s). Nothing was run"
					.formatted(open.probe().user(), open.table().qualified(), ServerError.of(cause).message(),
							cause.getSQLState()),
						grants(open, open.table()), ex));
		}
		return Optional.empty();
	}

	private static String grants(OpenDatabase open, HistoryTable table) {
		String role = SqlQuote.identifier(open.probe().user());
		return "Let the role that migrates execute: GRANT USAGE ON SCHEMA %s TO %s; GRANT SELECT ON %s TO %s;"
			.formatted(SqlQuote.identifier(table.schema()), role, table.qualified(), role);
	}

}
