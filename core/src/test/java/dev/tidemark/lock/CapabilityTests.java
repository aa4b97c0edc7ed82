package dev.tidemark.lock;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.MigrationStatus;
import dev.tidemark.Migrator;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes away what a run may need, one by one, on a real server.
 */
@PostgresTest
class CapabilityTests extends AbstractMigratorTests {

	private static final String SHADOW = """
			ALTER FUNCTION pg_catalog.pg_try_advisory_lock(bigint) RENAME TO hidden_try_advisory_lock;
			CREATE FUNCTION pg_catalog.pg_try_advisory_lock(bigint) RETURNS boolean LANGUAGE sql AS 'SELECT true';
			""";

	private TestRole role;

	@BeforeEach
	void setUp() {
		write("001_a.sql", "CREATE TABLE a (id bigint)");
		write("002_index.sql", "CREATE INDEX CONCURRENTLY a_id ON a (id)");
		this.role = database().createRole("");
		database().execute("GRANT CREATE, USAGE ON SCHEMA public TO " + this.role.name());
	}

	private Migrator migratorOfRole() {
		return Migrator.of(database().dataSource(this.role), settings()).withListeners(List.of(events()));
	}

	@Test
	void usesAnAdvisoryLockWhereNothingIsMissing() {
		MigrationStatus status = migratorOfRole().migrate().status();
		assertThat(status.lockStrategy()).isEqualTo("advisory");
		assertThat(status.lockReason()).isNull();
		assertThat(exists("schema_migrations_lock")).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			REVOKE EXECUTE ON FUNCTION pg_try_advisory_lock(bigint) FROM PUBLIC | may not take advisory locks
			REVOKE SELECT ON pg_locks FROM PUBLIC                                | pg_locks may not be read
			REVOKE EXECUTE ON FUNCTION pg_backend_pid() FROM PUBLIC             | does not tell the process id
			ALTER FUNCTION pg_backend_pid() RENAME TO hidden_pid                 | does not tell the process id
			ALTER FUNCTION pg_try_advisory_lock(bigint) RENAME TO hidden_lock    | may not take advisory locks
			""")
	void usesALeaseWhereSomethingIsMissing(String loss, String reason) {
		database().execute(loss);
		MigrationStatus status = migratorOfRole().migrate().status();
		assertThat(status.lockStrategy()).isEqualTo("lease");
		assertThat(status.lockReason()).contains(reason);
		assertThat(exists("a_id")).isTrue();
		assertThat(values("SELECT owner IS NULL AND token = 1 FROM schema_migrations_lock")).containsExactly("t");
		assertThat(migratorOfRole().status().lockReason()).contains(reason);
	}

	@Test
	void usesALeaseWhereAdvisoryLocksAreGrantedAndNotKept() {
		database().execute(SHADOW);
		MigrationStatus status = migratorOfRole().migrate().status();
		assertThat(status.lockStrategy()).isEqualTo("lease");
		assertThat(status.lockReason()).contains("pg_locks does not show it");
	}

	@Test
	void usesALeaseWhereTheServerRefusesAdvisoryLocksOnlyWhenAsked() {
		database().execute("""
				ALTER FUNCTION pg_catalog.pg_try_advisory_lock(bigint) RENAME TO hidden_try_advisory_lock;
				CREATE FUNCTION pg_catalog.pg_try_advisory_lock(bigint) RETURNS boolean LANGUAGE plpgsql AS $$
				BEGIN
				  RAISE EXCEPTION 'advisory locks are not yet implemented' USING ERRCODE = '0A000';
				END $$;
				""");
		MigrationStatus status = migratorOfRole().migrate().status();
		assertThat(status.lockStrategy()).isEqualTo("lease");
		assertThat(status.lockReason()).contains("not yet implemented").contains("0A000");
	}

	@Test
	void refusesAnAdvisoryLockThatIsAskedForAndNotKept() {
		database().execute(SHADOW);
		Migrator migrator = Migrator.of(database().dataSource(this.role),
				settings().withLock(new LockSettings(LockStrategy.ADVISORY, null, null, null)));
		MigrationLockException failure = failing(MigrationLockException.class, migrator);
		assertThat(failure).hasMessageContaining("pg_locks does not show it").hasMessageContaining("Nothing was run");
		assertThat(failure.action()).contains("tidemark.lock.strategy=lease");
		assertThat(exists("a")).isFalse();
	}

}
