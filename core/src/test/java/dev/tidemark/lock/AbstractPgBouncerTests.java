package dev.tidemark.lock;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.ds.PGSimpleDataSource;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.test.database.PgBouncer;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestRole;

/**
 * A test with poolers in front of its database.
 */
@PostgresTest
abstract class AbstractPgBouncerTests extends AbstractMigratorTests {

	/** What a migration waits for that somebody else keeps closed. */
	static final String GATE = "SELECT pg_advisory_xact_lock(7)";

	static final int ENOUGH = 20;

	private TestRole role;

	private @Nullable PgBouncer pooler;

	@BeforeEach
	void createRole() {
		this.role = database().createRole("");
		database().execute("GRANT CREATE, USAGE ON SCHEMA public TO " + this.role.name());
	}

	@AfterEach
	void stopPooler() {
		if (this.pooler != null) {
			this.pooler.close();
		}
	}

	final TestRole role() {
		return this.role;
	}

	final void pool(PgBouncer started) {
		this.pooler = started;
	}

	final void inTransactionMode(int poolSize) {
		pool(PgBouncer.inTransactionMode(database(), poolSize));
	}

	final DataSource pooled() {
		return Objects.requireNonNull(this.pooler).dataSource(this.role);
	}

	final DataSource pooled(String queryMode) {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) pooled();
		dataSource.setURL(dataSource.getURL() + "&preferQueryMode=" + queryMode);
		dataSource.setUser(this.role.name());
		dataSource.setPassword(this.role.password());
		return dataSource;
	}

	final DataSource direct() {
		return database().dataSource(this.role);
	}

	final Migrator migrator(DataSource dataSource, MigratorSettings settings) {
		return Migrator.of(dataSource, settings).withListeners(List.of(events()));
	}

	final MigratorSettings settings(LockStrategy strategy, @Nullable Duration expiry) {
		return settings().withLock(new LockSettings(strategy, Duration.ofMinutes(1), Duration.ofMillis(50), expiry))
			.withExecution(new ExecutionSettings(Duration.ofMinutes(1), null, null));
	}

	final MigratorSettings patient() {
		return settings(LockStrategy.AUTO, null);
	}

}
