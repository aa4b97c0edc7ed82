package dev.tidemark;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.history.HistorySettings;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.HistoryException;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationWaitException;
import dev.tidemark.migration.MissingDatabaseException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the login of a process needs that waits, and what it is told where it lacks it.
 */
@PostgresTest
class AwaitRightsTests extends AbstractMigratorTests {

	private static final WaitSettings SHORTLY = new WaitSettings(Duration.ofSeconds(20), Duration.ofMillis(20));

	private TestRole role;

	@BeforeEach
	void setUp() {
		this.role = database().createRole("");
		write("001_users.sql", "CREATE TABLE users (id bigint)");
	}

	@Test
	void mayHaveNothingButSelectOnTheHistory() {
		migrator(inSchemaMeta()).migrate();
		grantSelectOnTheHistory();
		assertThat(waiter(inSchemaMeta()).await(SHORTLY).status().version()).isEqualTo("001");
	}

	@Test
	void needsNoRightToTheLease() {
		MigratorSettings lease = inSchemaMeta().withLock(new LockSettings(LockStrategy.LEASE, null, null, null));
		migrator(lease).migrate();
		grantSelectOnTheHistory();
		write("002_mails.sql", "CREATE TABLE mails ()");
		assertThat(waiter(lease).status().lockHolder()).isNull();
		assertThatExceptionOfType(MigrationWaitException.class)
			.isThrownBy(() -> waiter(lease).await(new WaitSettings(Duration.ZERO, null)))
			.withMessageContaining("Nobody holds the migration lock, as far as this role can see");
	}

	@Test
	void isToldWhichTableItMayNotRead() {
		migrate();
		HistoryException failure = refused(settings());
		assertThat(failure)
			.hasMessageContaining(
					"The role %s may not read the history \"public\".\"schema_migrations\"".formatted(this.role.name()))
			.hasMessageContaining("42501")
			.hasMessageContaining("Nothing was run");
		mend(failure);
		assertThat(waiter(settings()).await(SHORTLY).status().version()).isEqualTo("001");
	}

	@Test
	void isToldWhichSchemaItMayNotUse() {
		migrator(inSchemaMeta()).migrate();
		HistoryException failure = refused(inSchemaMeta());
		assertThat(failure).hasMessageContaining("may not read the history \"meta\".\"schema_migrations\"")
			.hasMessageContaining("permission denied for schema meta");
		mend(failure);
		assertThat(waiter(inSchemaMeta()).await(SHORTLY).status().version()).isEqualTo("001");
	}

	@Test
	void isToldThatTheHistoryIsInASchemaOfItsSearchPathThatItMayNotUse() {
		migrator(inSchemaMeta()).migrate();
		database().execute("ALTER ROLE %s SET search_path = \"$user\", meta, public".formatted(this.role.name()));
		HistoryException failure = refused(settings());
		assertThat(failure).hasMessageContaining("may not use the schema meta of its search path");
		mend(failure);
		assertThat(waiter(settings()).await(SHORTLY).status().version()).isEqualTo("001");
	}

	@Test
	void isToldThatItMayUseNoSchemaOfItsSearchPath() {
		migrator(inSchemaMeta()).migrate();
		database().execute("ALTER ROLE %s SET search_path = meta".formatted(this.role.name()));
		MissingDatabaseException failure = refused(MissingDatabaseException.class, settings());
		assertThat(failure)
			.hasMessageContaining("names none that exists and that the role " + this.role.name() + " may use");
		assertThat(failure.action()).contains("GRANT USAGE ON SCHEMA");
	}

	private void grantSelectOnTheHistory() {
		database().execute("GRANT USAGE ON SCHEMA meta TO %1$s; GRANT SELECT ON meta.schema_migrations TO %1$s"
			.formatted(this.role.name()));
	}

	/**
	 * Executes what the action tells to.
	 */
	private void mend(HistoryException failure) {
		database().execute(failure.action().substring(failure.action().indexOf("GRANT")));
	}

	private HistoryException refused(MigratorSettings settings) {
		return refused(HistoryException.class, settings);
	}

	private <T extends MigrationException> T refused(Class<T> type, MigratorSettings settings) {
		return assertThatExceptionOfType(type).isThrownBy(() -> waiter(settings).await(SHORTLY)).actual();
	}

	private Migrator waiter(MigratorSettings settings) {
		return Migrator.of(database().dataSource(this.role), settings);
	}

	private MigratorSettings inSchemaMeta() {
		return settings().withHistory(new HistorySettings("meta", null, null));
	}

}
