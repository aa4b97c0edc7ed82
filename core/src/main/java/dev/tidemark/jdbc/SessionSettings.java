package dev.tidemark.jdbc;

import java.sql.SQLException;
import java.util.List;

/**
 * How the session of a run is set up, and what each of its transactions sets and takes
 * back.
 */
public sealed interface SessionSettings permits OwnSessionSettings, PooledSessionSettings {

	/**
	 * Sets a fresh session up.
	 * @param session the session
	 * @throws SQLException if the server refuses
	 */
	void apply(Session session) throws SQLException;

	/**
	 * Sets a session up as if it were new, except for our own lock.
	 * @param session the session
	 * @return whether the lock that is the session's own is still held; {@code true}
	 * where the session has none
	 * @throws SQLException if the server refuses
	 */
	boolean reset(Session session) throws SQLException;

	/**
	 * Tells whether a session is as new after statements that leave nothing behind, so
	 * that it need not be reset.
	 * @return whether nothing else runs when they do, such as an event trigger
	 */
	boolean onlyStatementsLeaveTraces();

	/**
	 * Returns what follows BEGIN in each transaction.
	 * @return statements
	 */
	List<String> opening();

	/**
	 * Returns what comes between a script and our own rows in one transaction: they are
	 * written by the role that the session came with, whatever the script has set.
	 * @return statements
	 */
	List<String> beforeRecording();

	/**
	 * Returns a statement that runs alone as it is sent, so that others can tell whose it
	 * is.
	 * @param sql the statement
	 * @return the statement, maybe with a comment before it in the same line
	 */
	String alone(String sql);

	/**
	 * Tells whether what one statement sets outside a transaction holds for the next.
	 * @return whether the session is ours alone
	 */
	boolean sessionIsOurs();

}
