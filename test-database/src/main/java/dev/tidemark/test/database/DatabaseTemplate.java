package dev.tidemark.test.database;

/**
 * Fills a database that others are cloned from, so that a costly preparation happens once
 * per server.
 */
@FunctionalInterface
public interface DatabaseTemplate {

	/**
	 * Fills the database, which is empty. Connections that are left open are terminated
	 * afterwards.
	 * @param database what the test databases will be copies of
	 * @throws Exception if it cannot be filled: every test that asks for it then fails
	 */
	void fill(TestDatabase database) throws Exception;

	/**
	 * Leaves the database empty.
	 */
	final class Empty implements DatabaseTemplate {

		@Override
		public void fill(TestDatabase database) {
		}

	}

}
