package dev.tidemark.jdbc;

import java.sql.SQLException;
import java.time.Duration;

import dev.tidemark.sql.SqlStatement;

/**
 * Looks at what the statements of a session do. It may ask the server between two of
 * them, on that session.
 */
public interface StatementObserver {

	/**
	 * Is told that statements are about to be sent that belong together.
	 * @throws SQLException if a question of its own fails
	 */
	void begin() throws SQLException;

	/**
	 * Decides whether a statement is looked at, and so is sent alone.
	 * @param statement the statement
	 * @return whether it is; others go together where the driver allows
	 */
	boolean looksAt(SqlStatement statement);

	/**
	 * Is told that a statement was executed.
	 * @param statement the statement
	 * @param rows how many rows it wrote, or -1 where the server did not say
	 * @param took how long it took; of several that went together, an equal share each
	 * @throws SQLException if a question of its own fails
	 */
	void executed(SqlStatement statement, long rows, Duration took) throws SQLException;

	/**
	 * Is told that a statement failed, and that its transaction is to be rolled back.
	 * @param statement the statement
	 * @param took how long it took until it failed
	 */
	void failed(SqlStatement statement, Duration took);

}
