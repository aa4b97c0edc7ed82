package dev.tidemark.execution;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * After a crash, the catalog tells whether a statement was done.
 */
@PostgresTest
class CatalogRecoveryTests extends AbstractInterruptionTests {

	private static final String DETACH = "ALTER TABLE days DETACH PARTITION day_1 CONCURRENTLY";

	@BeforeEach
	void setUp() {
		database().execute("""
				CREATE TABLE users (id bigint);
				CREATE INDEX users_id ON users (id);
				CREATE TABLE days (day int) PARTITION BY RANGE (day);
				CREATE TABLE day_1 PARTITION OF days FOR VALUES FROM (1) TO (2);
				""");
	}

	@Test
	void dropsAnIndexAgainThatWasDroppedHalf() {
		write("001_drop.sql", "DROP INDEX CONCURRENTLY users_id");
		interrupt("INSERT INTO users VALUES (1)", "drop index concurrently%");
		assertThat(invalidIndexes()).containsExactly("users_id");
		migrate();
		assertThat(exists("users_id")).isFalse();
	}

	@Test
	void takesADroppedIndexForDone() {
		write("001_drop.sql", "DROP INDEX CONCURRENTLY users_id");
		migrate();
		crash("DROP INDEX CONCURRENTLY users_id");
		migrate();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@Test
	void failsToDropWhatWasNeverThere() {
		write("001_drop.sql", "DROP INDEX CONCURRENTLY nothing");
		assertThat(migrateFailing().sqlState()).isEqualTo("42704");
	}

	@Test
	void finalizesADetachmentThatWasInterrupted() {
		write("001_detach.sql", DETACH);
		interrupt("SELECT * FROM days", "alter table days%");
		assertThat(values("SELECT inhdetachpending FROM pg_inherits WHERE inhparent = 'days'::regclass"))
			.containsExactly("t");
		migrate();
		assertThat(values("SELECT inhrelid FROM pg_inherits WHERE inhparent = 'days'::regclass")).isEmpty();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@Test
	void takesADetachedPartitionForDone() {
		write("001_detach.sql", DETACH);
		migrate();
		crash(DETACH);
		migrate();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@Test
	void detachesAPartitionThatIsAttachedStill() {
		write("001_detach.sql", DETACH);
		migrate();
		database().execute("ALTER TABLE days ATTACH PARTITION day_1 FOR VALUES FROM (1) TO (2)");
		crash(DETACH);
		migrate();
		assertThat(values("SELECT inhrelid FROM pg_inherits WHERE inhparent = 'days'::regclass")).isEmpty();
	}

	@Test
	void takesADatabaseForDone() {
		String name = database().name() + "_more";
		write("001_create.sql", "CREATE DATABASE " + name);
		write("002_drop.sql", "DROP DATABASE " + name);
		migrate();
		crash("001", "CREATE DATABASE " + name);
		migrate();
		assertThat(values("SELECT datname FROM pg_database WHERE datname = '%s'".formatted(name))).hasSize(1);
		crash("002", "DROP DATABASE " + name);
		migrate();
		assertThat(values("SELECT datname FROM pg_database WHERE datname = '%s'".formatted(name))).isEmpty();
		crash("002", "DROP DATABASE " + name);
		migrate();
		crash("001", "CREATE DATABASE " + name);
		migrate();
		crash("001", "CREATE DATABASE " + name);
		migrate();
		database().execute("DROP DATABASE " + name);
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.APPLIED);
	}

}
