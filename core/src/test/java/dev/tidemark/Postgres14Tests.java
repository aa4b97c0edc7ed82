package dev.tidemark;

import org.junit.jupiter.api.Nested;

import dev.tidemark.test.database.PostgresTest;

/**
 * The main behaviours on the oldest PostgreSQL; the profile {@code postgres-matrix} runs
 * every test on it.
 */
class Postgres14Tests {

	@Nested
	@PostgresTest(version = 14)
	class FirstRun extends FirstRunTests {

	}

	@Nested
	@PostgresTest(version = 14)
	class FailedMigration extends FailedMigrationTests {

	}

	@Nested
	@PostgresTest(version = 14)
	class NonTransactionalMigration extends NonTransactionalMigrationTests {

	}

	@Nested
	@PostgresTest(version = 14)
	class SessionIsolation extends SessionIsolationTests {

	}

	@Nested
	@PostgresTest(version = 14)
	class Cancellation extends CancellationTests {

	}

}
