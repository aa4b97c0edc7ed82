package dev.tidemark;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A login whose timeouts were made for an application's queries.
 */
@PostgresTest
class RoleTimeoutTests extends AbstractMigratorTests {

	private TestRole role;

	@BeforeEach
	void setUp() {
		this.role = database().createRole("");
		database().execute("GRANT CREATE ON SCHEMA public TO " + this.role.name());
		for (String timeout : List.of("statement_timeout", "idle_in_transaction_session_timeout",
				"idle_session_timeout")) {
			database().execute("ALTER ROLE %s SET %s = '200ms'".formatted(this.role.name(), timeout));
		}
		if (database().serverVersion() >= 17) {
			database().execute("ALTER ROLE %s SET transaction_timeout = '200ms'".formatted(this.role.name()));
		}
	}

	private Migrator migrator(LockStrategy strategy) {
		return Migrator
			.of(database().dataSource(this.role), settings().withLock(new LockSettings(strategy, null, null, null)))
			.withJavaMigrations(() -> List.of(CodeMigration.of(new V2__Thinks())));
	}

	@Test
	void doNotEndALongMigration() {
		write("001_slow.sql", "CREATE TABLE slow (); SELECT pg_sleep(0.5)").write("003_alone.sql",
				"-- tidemark: transactional=false\nSELECT pg_sleep(0.5)");
		assertThat(migrator(LockStrategy.ADVISORY).migrate().scripts()).hasSize(3);
	}

	@Test
	void doNotEndALongMigrationUnderALease() {
		write("001_slow.sql", "CREATE TABLE slow (); SELECT pg_sleep(0.5)");
		assertThat(migrator(LockStrategy.LEASE).migrate().scripts()).hasSize(2);
	}

	/**
	 * Leaves its transaction idle for longer than the login allows.
	 */
	private static final class V2__Thinks implements JavaMigration {

		@Override
		public void up(MigrationContext context) throws Exception {
			context.jdbc().sql("SELECT 1").query(Integer.class).single();
			TimeUnit.MILLISECONDS.sleep(500);
			context.jdbc().sql("SELECT 1").query(Integer.class).single();
		}

	}

}
