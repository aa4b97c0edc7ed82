package dev.tidemark.execution;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidemark.jdbc.Session;
import dev.tidemark.sql.ConcurrentDropStatement;
import dev.tidemark.sql.DetachStatement;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.WholeObjectStatement;

/**
 * A statement after which one look into the catalog tells whether it was done.
 */
final class CatalogRecovery implements Recovery {

	private static final String STAYS = "the connection was lost, and the next start sees in the catalog whether it was done";

	private final SqlStatement statement;

	private final Session session;

	private final String question;

	private final Map<String, String> names;

	/**
	 * Asks a question.
	 * @param question a query that returns what remains to be sent; no row for the
	 * statement itself, an empty text for nothing
	 */
	private CatalogRecovery(SqlStatement statement, Session session, String question, Map<String, String> names) {
		this.statement = statement;
		this.session = session;
		this.question = question;
		this.names = names;
	}

	static Optional<Recovery> of(SqlStatement statement, Session session) {
		return dropIndex(statement, session).or(() -> detach(statement, session))
			.or(() -> wholeObject(statement, session));
	}

	private static Optional<Recovery> dropIndex(SqlStatement statement, Session session) {
		return ConcurrentDropStatement.parse(statement)
			.map((drop) -> new CatalogRecovery(statement, session,
					"SELECT '' WHERE pg_catalog.to_regclass(:name) IS NULL", Map.of("name", drop.name())));
	}

	private static Optional<Recovery> detach(SqlStatement statement, Session session) {
		return DetachStatement.parse(statement)
			.filter((detach) -> !detach.finalizes())
			.map((detach) -> new CatalogRecovery(statement, session, """
					SELECT coalesce((SELECT CASE WHEN inhdetachpending THEN :finalizing END FROM pg_catalog.pg_inherits
					                 WHERE inhrelid = pg_catalog.to_regclass(:partition)
					                   AND inhparent = pg_catalog.to_regclass(:parent)), '') AS left_to_do
					WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_inherits
					                  WHERE inhrelid = pg_catalog.to_regclass(:partition)
					                    AND inhparent = pg_catalog.to_regclass(:parent) AND NOT inhdetachpending)
					""", Map.of("partition", detach.partition(), "parent", detach.parent(), "finalizing",
					detach.finalizing())));
	}

	private static Optional<Recovery> wholeObject(SqlStatement statement, Session session) {
		return WholeObjectStatement.parse(statement)
			.map((object) -> new CatalogRecovery(statement, session, question(object), Map.of("name", object.name())));
	}

	private static String question(WholeObjectStatement object) {
		// a database whose DROP was interrupted is there and cannot be used
		String exists = object.database()
				? "EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = (pg_catalog.parse_ident(:name))[1] AND datconnlimit <> -2)"
				: "EXISTS (SELECT FROM pg_catalog.pg_tablespace WHERE spcname = (pg_catalog.parse_ident(:name))[1])";
		String gone = object.database()
				? "NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = (pg_catalog.parse_ident(:name))[1])"
				: "NOT " + exists;
		return "SELECT '' WHERE " + (object.creates() ? exists : gone);
	}

	@Override
	public List<String> before(boolean begun) {
		if (!begun) {
			return List.of(this.statement.text());
		}
		String left = this.session.jdbc()
			.sql(this.question)
			.params(this.names)
			.query(String.class)
			.optional()
			.orElse(this.statement.text());
		return left.isEmpty() ? List.of() : List.of(left);
	}

	@Override
	public String whenInterrupted() {
		return STAYS;
	}

}
