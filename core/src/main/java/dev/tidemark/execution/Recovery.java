package dev.tidemark.execution;

import java.sql.SQLException;
import java.util.List;

import dev.tidemark.event.StepDescription;
import dev.tidemark.sql.AfterCrash;
import dev.tidemark.sql.ConcurrentIndexStatement;
import dev.tidemark.sql.SqlStatement;

/**
 * What is done about a statement outside a transaction that an earlier attempt may have
 * begun: the catalog is asked where it can tell.
 */
interface Recovery {

	/**
	 * Finds out what is left to do.
	 * @param begun whether the history says that an earlier attempt of this migration
	 * began the statement
	 * @return statements to be sent one by one; none if it is done
	 */
	List<String> before(boolean begun) throws SQLException;

	/**
	 * Looks again when these are done.
	 * @return what is left still
	 */
	default List<String> afterwards() throws SQLException {
		return List.of();
	}

	/**
	 * Tells whether a failure shows that the statement did not begin, so that what there
	 * is belongs to somebody else.
	 */
	default boolean leftNothing(SQLException ex) {
		return false;
	}

	/**
	 * Returns what is true when the statement failed.
	 */
	default String whenFailed() {
		return "what it left stays";
	}

	/**
	 * Returns what is true when the connection was lost.
	 */
	String whenInterrupted();

	static Recovery of(SqlStatement statement, RunContext context, StepDescription description) {
		if (!context.probe().capabilities().lockView()) {
			// another engine, whose catalog and builds are different
			return new Repetition(statement);
		}
		Warnings warnings = new Warnings(context, description);
		return ConcurrentIndexStatement.parse(statement)
			.<Recovery>map((build) -> new IndexBuildRecovery(new IndexCatalog(context.session()), warnings, build,
					statement.text()))
			.or(() -> ReindexRecovery.of(statement, context.session(), warnings))
			.or(() -> CatalogRecovery.of(statement, context.session()))
			.orElseGet(() -> new Repetition(statement));
	}

	/**
	 * The statement is simply sent.
	 */
	final class Repetition implements Recovery {

		private final SqlStatement statement;

		Repetition(SqlStatement statement) {
			this.statement = statement;
		}

		@Override
		public List<String> before(boolean begun) {
			return List.of(this.statement.text());
		}

		@Override
		public String whenInterrupted() {
			return (AfterCrash.of(this.statement) == AfterCrash.REPEAT)
					? "the connection was lost, and the next start repeats it, which does no harm"
					: "the connection was lost, so nobody knows whether it was done; the next start asks you to look";
		}

	}

}
