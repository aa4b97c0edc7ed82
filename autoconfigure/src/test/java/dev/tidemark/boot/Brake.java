package dev.tidemark.boot;

import java.time.Duration;

import dev.tidemark.test.database.TestDatabase;

import static org.awaitility.Awaitility.await;

/**
 * Holds a migration at a statement until the test lets it go.
 */
public final class Brake {

	/** The statement that waits. */
	public static final String SQL = """
			DO $$ BEGIN
			  WHILE NOT EXISTS (SELECT FROM brake_released) LOOP PERFORM pg_sleep(0.02); END LOOP;
			END $$;
			""";

	private final TestDatabase database;

	public Brake(TestDatabase database) {
		this.database = database;
		database.execute("CREATE TABLE brake_released (id int)");
	}

	/**
	 * Returns once a migration waits.
	 */
	public void awaitHeld() {
		await().atMost(Duration.ofSeconds(60))
			.until(() -> this.database.jdbc()
				.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'"
						+ " AND pid <> pg_backend_pid() AND query LIKE '%brake_released%'")
				.query(Long.class)
				.single() == 1);
	}

	public void release() {
		this.database.execute("INSERT INTO brake_released VALUES (1)");
	}

}
