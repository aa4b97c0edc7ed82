package dev.tidemark.adoption;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.dao.DataAccessException;

import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.Session;
import dev.tidemark.sql.SqlQuote;

/**
 * The lock beside a plain table: a table with a row that is locked, or that says that it
 * is.
 */
final class RowLock {

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	private static final String NAMES = """
			SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname = :schema AND c.relkind IN ('r', 'p') AND c.relname IN (:names) ORDER BY 1
			""";

	private static final String HOLDER = """
			SELECT 'backend pid ' || l.pid || coalesce(' (' || nullif(a.application_name, '') || ')', '')
			FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
			WHERE l.relation = pg_catalog.to_regclass(:table) AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()
			LIMIT 1
			""";

	private static final Set<String> SAYS_LOCKED = Set.of("true", "t", "1", "yes", "locked");

	private final String qualified;

	private RowLock(String qualified) {
		this.qualified = qualified;
	}

	/**
	 * Finds the lock beside a table.
	 */
	static Optional<RowLock> beside(ForeignTable table, Session session) {
		return session.jdbc()
			.sql(NAMES)
			.param("schema", table.schema())
			.param("names", List.of("migration_lock", "migrations_lock", table.name() + "_lock"))
			.query(String.class)
			.list()
			.stream()
			.findFirst()
			.map((name) -> new RowLock(SqlQuote.qualified(table.schema(), name)));
	}

	/**
	 * Tries to lock the row; where there is none, the table.
	 * @return who holds it, or empty when it was taken
	 */
	Optional<String> holder(Session session) {
		try {
			List<String> rows = session.jdbc()
				.sql("SELECT coalesce(pg_catalog.to_jsonb(l) ->> 'locked', pg_catalog.to_jsonb(l) ->> 'is_locked', '') FROM %s l FOR UPDATE NOWAIT"
					.formatted(this.qualified))
				.query(String.class)
				.list();
			if (rows.isEmpty()) {
				session.jdbc()
					.sql("LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE NOWAIT".formatted(this.qualified))
					.update();
			}
			return rows.stream().anyMatch(SAYS_LOCKED::contains)
					? Optional.of("whoever has set the row of %s to locked".formatted(this.qualified))
					: Optional.empty();
		}
		catch (DataAccessException ex) {
			SQLException cause = ServerError.causeOf(ex);
			if (cause == null || !LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
				throw ex;
			}
			return Optional.of(ofRow(session));
		}
	}

	private String ofRow(Session session) {
		session.jdbc().sql("ROLLBACK").update();
		return session.jdbc()
			.sql(HOLDER)
			.param("table", this.qualified)
			.query(String.class)
			.optional()
			.orElse("a session that has just ended");
	}

}
