package dev.tidemark.faults;

import java.time.Duration;
import java.util.List;

import dev.tidemark.Migrator;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.ExpectedSchema;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What must hold after a run of the {@link KillSet} that came to its end.
 *
 * @param database the database
 */
record HealedDatabase(TestDatabase database) {

	private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(15);

	private static final String ADVISORY_LOCKS = """
			SELECT mode FROM pg_locks
			WHERE locktype = 'advisory'
			  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
			""";

	private static final String LEFT_HALF_DONE = """
			SELECT 'invalid index ' || indexrelid::regclass FROM pg_index WHERE NOT (indisvalid AND indisready)
			UNION ALL
			SELECT 'half detached partition ' || inhrelid::regclass FROM pg_inherits WHERE inhdetachpending
			""";

	void check(Migrator migrator, ExpectedSchema expected) {
		assertThat(column("SELECT entry FROM ledger ORDER BY entry")).as("done exactly once")
			.containsExactlyElementsOf(KillSet.LEDGER);
		assertThat(migrator.applied()).as("history")
			.hasSize(KillSet.MIGRATIONS)
			.extracting(AppliedMigration::state)
			.containsOnly(MigrationState.APPLIED);
		assertThat(migrator.plan().isEmpty()).as("nothing is pending").isTrue();
		assertThat(expected.difference(this.database.dataSource())).as("schema").isEmpty();
		assertThat(column(LEFT_HALF_DONE)).isEmpty();
		// a lease that nobody has to take over, since nothing is left to do, runs out
		await().atMost(LONGER_THAN_A_LEASE)
			.untilAsserted(
					() -> assertThat(migrator.status().lockHolder()).as("holder of the migration lock").isNull());
		assertLockIsFree();
	}

	private void assertLockIsFree() {
		assertThat(column(ADVISORY_LOCKS)).as("advisory locks").isEmpty();
	}

	/**
	 * Drops everything, which is faster than a new database.
	 */
	void clear() {
		this.database.execute(
				"""
						DO $$ BEGIN
						  EXECUTE coalesce((SELECT 'DROP TABLE ' || string_agg(oid::regclass::text, ', ') || ' CASCADE' FROM pg_class
						                    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')), 'SELECT 1');
						END $$
						""");
		assertThat(column("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace")).isEmpty();
	}

	private List<String> column(String sql) {
		return this.database.jdbc().sql(sql).query(String.class).list();
	}

}
