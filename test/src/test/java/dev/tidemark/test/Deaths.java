package dev.tidemark.test;

import dev.tidemark.jdbc.Session;
import dev.tidemark.test.database.TestDatabase;

/**
 * Ends sessions as the death of their process would.
 */
final class Deaths {

	private Deaths() {
	}

	static void kill(TestDatabase database, Session session) {
		int pid = session.jdbc().sql("SELECT pg_backend_pid()").query(Integer.class).single();
		database.execute("SELECT pg_terminate_backend(%d, 10000)".formatted(pid));
	}

}
