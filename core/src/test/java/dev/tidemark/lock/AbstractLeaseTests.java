package dev.tidemark.lock;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.RecordedEvents;
import dev.tidemark.event.MigrationEvent.LockAwaited;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.TestRole;

import static org.awaitility.Awaitility.await;

/**
 * A test with a lease on a direct connection, as a role with no rights but to create
 * tables.
 */
abstract class AbstractLeaseTests extends AbstractMigratorTests {

	/** What a migration waits for that somebody else keeps closed. */
	static final String GATE = "SELECT pg_advisory_xact_lock(7)";

	/** So long that only a test lets it run out. */
	static final Duration LONG = Duration.ofMinutes(5);

	static final Duration SHORT = Duration.ofSeconds(1);

	private TestRole role;

	@BeforeEach
	void createRole() {
		this.role = database().createRole("");
		database().execute("GRANT CREATE, USAGE ON SCHEMA public TO " + this.role.name());
	}

	final TestRole role() {
		return this.role;
	}

	final Migrator migrator(Duration expiry) {
		return Migrator.of(database().dataSource(this.role), settings(expiry)).withListeners(List.of(events()));
	}

	final MigratorSettings settings(Duration expiry) {
		return settings()
			.withLock(new LockSettings(LockStrategy.LEASE, Duration.ofMinutes(1), Duration.ofMillis(50), expiry))
			.withExecution(new ExecutionSettings(Duration.ofMinutes(1), null, null));
	}

	/**
	 * Lets the lease run out, as when its process stood still for as long as it takes.
	 */
	final void expire() {
		database().execute("UPDATE schema_migrations_lock SET expires_at = clock_timestamp()");
	}

	static void awaitWaiting(RecordedEvents events) {
		await().until(() -> !events.of(LockAwaited.class).isEmpty());
	}

	static CodeMigration code(String version, JavaMigration code) {
		return new CodeMigration(Version.of(version), "code", "Code" + version, false, code);
	}

}
