package dev.tidemark.lock;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.Migrator;
import dev.tidemark.migration.HistoryException;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A role that may not do what the lock needs is told what it lacks.
 */
@PostgresTest
class LeaseRightsTests extends AbstractMigratorTests {

	private static final String GRANT = "GRANT SELECT, INSERT, UPDATE ON \"public\".\"schema_migrations_lock\"";

	private TestRole role;

	@BeforeEach
	void createRole() {
		this.role = database().createRole("");
		database().execute("GRANT CREATE, USAGE ON SCHEMA public TO " + this.role.name());
	}

	private Migrator migrator(LockStrategy strategy) {
		return Migrator.of(database().dataSource(this.role),
				settings().withLock(new LockSettings(strategy, Duration.ZERO, null, null)));
	}

	/**
	 * As a job of another role leaves it, whose history this one may write.
	 */
	private void leaseOfAnotherRole() {
		write("001_a.sql", "CREATE TABLE a ()");
		migrator(settings().withLock(new LockSettings(LockStrategy.LEASE, null, null, null))).migrate();
		database().execute("GRANT ALL ON schema_migrations TO " + this.role.name());
		write("002_b.sql", "CREATE TABLE b ()");
	}

	@ParameterizedTest
	@EnumSource
	void isToldWhatToGrantOnTheTable(LockStrategy strategy) {
		leaseOfAnotherRole();
		MigrationLockException failure = failing(MigrationLockException.class, migrator(strategy));
		assertThat(failure).hasMessageContaining("permission denied for table schema_migrations_lock")
			.hasMessageContaining("Nothing was run");
		assertThat(failure.action()).contains(GRANT);
		assertThat(exists("b")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT", "SELECT, INSERT" })
	void isToldSoWhereItHasAPartOfIt(String rights) {
		leaseOfAnotherRole();
		database().execute("GRANT %s ON schema_migrations_lock TO %s".formatted(rights, this.role.name()));
		assertThat(failing(MigrationLockException.class, migrator(LockStrategy.LEASE)).action()).contains(GRANT);
	}

	@Test
	void needsNoMoreThanThat() {
		leaseOfAnotherRole();
		database().execute("GRANT SELECT, INSERT, UPDATE ON schema_migrations_lock TO " + this.role.name());
		assertThat(migrator(LockStrategy.LEASE).migrate().scripts()).containsExactly("002_b.sql");
	}

	@Test
	void isSentToThePrimaryWhereItMayOnlyRead() {
		database().execute("ALTER ROLE %s SET default_transaction_read_only = on".formatted(this.role.name()));
		write("001_a.sql", "CREATE TABLE a ()");
		HistoryException failure = failing(HistoryException.class, migrator(LockStrategy.LEASE));
		assertThat(failure).hasMessageContaining("read-only transaction").hasMessageContaining("Nothing was run");
		assertThat(failure.action()).contains("default_transaction_read_only");
	}

	@Test
	void mayNotInsistOnAnAdvisoryLockThatItCannotSee() {
		database().execute("REVOKE SELECT ON pg_locks FROM PUBLIC");
		write("001_a.sql", "CREATE TABLE a ()");
		MigrationLockException failure = failing(MigrationLockException.class, migrator(LockStrategy.ADVISORY));
		assertThat(failure).hasMessageContaining("pg_locks may not be read").hasMessageContaining("Nothing was run");
		assertThat(failure.action()).contains("tidemark.lock.strategy=lease");
	}

}
