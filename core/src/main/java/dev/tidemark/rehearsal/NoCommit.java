package dev.tidemark.rehearsal;

import java.sql.SQLException;

import dev.tidemark.jdbc.Session;

/**
 * Makes the COMMIT of a transaction impossible, whoever may send it: a deferred
 * constraint of a temporary table is violated, and so the server rolls back.
 */
final class NoCommit {

	private static final String ARM = """
			CREATE TEMPORARY TABLE tidemark_rehearsal (once int,
			  CONSTRAINT a_rehearsal_is_never_committed UNIQUE (once) DEFERRABLE INITIALLY DEFERRED);
			SET CONSTRAINTS pg_temp.a_rehearsal_is_never_committed DEFERRED;
			INSERT INTO pg_temp.tidemark_rehearsal VALUES (1), (1)""";

	private final Session session;

	NoCommit(Session session) {
		this.session = session;
	}

	void arm() throws SQLException {
		this.session.execute(ARM);
	}

	/**
	 * Lets deferred constraints be checked; the table goes.
	 */
	void disarm() throws SQLException {
		this.session.execute("DELETE FROM pg_temp.tidemark_rehearsal");
		this.session.execute("SET CONSTRAINTS pg_temp.a_rehearsal_is_never_committed IMMEDIATE");
		this.session.execute("DROP TABLE pg_temp.tidemark_rehearsal");
	}

}
