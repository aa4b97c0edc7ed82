package dev.tidemark.adoption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.springframework.dao.DataAccessException;

import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.Session;
import dev.tidemark.sql.SqlQuote;

/**
 * Liquibase's lock: a row that says whether somebody holds it. It is not written here,
 * but locked, so that it goes with the session; Liquibase waits for it when it wants to
 * write there.
 */
final class LiquibaseLock {

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	private static final String NAMES = """
			SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname = :schema AND c.relkind IN ('r', 'p') AND c.relname IN (:names)
			ORDER BY c.relname = 'databasechangeloglock'
			""";

	private static final String ROW = "SELECT locked, lockedby, lockgranted::text FROM %s WHERE id = 1 FOR UPDATE NOWAIT";

	private final String table;

	private final boolean row;

	private LiquibaseLock(String table, boolean row) {
		this.table = table;
		this.row = row;
	}

	/**
	 * Finds the lock of a changelog table. Where there is none, the table itself is
	 * locked for all that write it.
	 */
	static LiquibaseLock beside(ForeignTable changelog, Session session) {
		return session.jdbc()
			.sql(NAMES)
			.param("schema", changelog.schema())
			.param("names", List.of(changelog.name() + "lock", "databasechangeloglock"))
			.query(String.class)
			.list()
			.stream()
			.findFirst()
			.map((name) -> new LiquibaseLock(SqlQuote.qualified(changelog.schema(), name), true))
			.orElseGet(() -> new LiquibaseLock(changelog.qualified(), false));
	}

	/**
	 * Tries to lock it.
	 * @return who holds it, or empty when it was taken
	 */
	Optional<String> holder(Session session) {
		try {
			return this.row ? ofRow(session) : ofTable(session);
		}
		catch (DataAccessException ex) {
			SQLException cause = ServerError.causeOf(ex);
			if (cause == null || !LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
				throw ex;
			}
			return Optional.of("a session that has locked " + this.table);
		}
	}

	private Optional<String> ofRow(Session session) {
		List<Optional<String>> rows = session.jdbc().sql(ROW.formatted(this.table)).query(LiquibaseLock::holder).list();
		return rows.isEmpty() ? ofTable(session) : rows.get(0);
	}

	private static Optional<String> holder(ResultSet row, int number) throws SQLException {
		return row.getBoolean("locked") ? Optional
			.of("%s since %s (if nothing of Liquibase runs there any more, 'liquibase release-locks' frees it)"
				.formatted(row.getString("lockedby"), row.getString("lockgranted"))) : Optional.empty();
	}

	private Optional<String> ofTable(Session session) {
		session.jdbc().sql("LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE NOWAIT".formatted(this.table)).update();
		return Optional.empty();
	}

}
