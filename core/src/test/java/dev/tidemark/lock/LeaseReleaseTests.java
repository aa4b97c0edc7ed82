package dev.tidemark.lock;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.BackgroundRun;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.OtherSession;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.migration.HistoryException;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.test.database.ClientRequest;
import dev.tidemark.test.database.ExchangeListener;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.ProxiedConnection;
import dev.tidemark.test.database.RoundTripProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A run that ends early leaves no lease behind, which would keep the next one waiting for
 * as long as a lease is good for.
 */
@PostgresTest
class LeaseReleaseTests extends AbstractMigratorTests {

	private static final String HISTORY_OF_AN_OLDER_RELEASE = """
			ALTER TABLE schema_migrations DROP COLUMN running_statement, DROP COLUMN done_checksum;
			COMMENT ON TABLE schema_migrations IS 'Tidemark history, format 1'
			""";

	private MigratorSettings lease(Duration lockTimeout) {
		return settings().withLock(new LockSettings(LockStrategy.LEASE, null, Duration.ofMillis(20), null))
			.withExecution(new ExecutionSettings(lockTimeout, null, null));
	}

	private Migrator withLease() {
		return migrator(lease(Duration.ofMillis(200)));
	}

	private void assertNobodyHoldsIt() {
		assertThat(values("SELECT owner FROM schema_migrations_lock")).containsExactly("null");
	}

	private OtherSession olderHistoryThatSomebodyReads() {
		write("001_a.sql", "CREATE TABLE a ()");
		withLease().migrate();
		database().execute(HISTORY_OF_AN_OLDER_RELEASE);
		write("002_b.sql", "CREATE TABLE b ()");
		return OtherSession.open(database(), "backup").begin("SELECT * FROM schema_migrations");
	}

	@Test
	void followsAHistoryThatCouldNotBeUpgraded() {
		try (OtherSession backup = olderHistoryThatSomebodyReads()) {
			failing(HistoryException.class, withLease());
			assertNobodyHoldsIt();
			backup.end();
		}
		assertThat(withLease().migrate().scripts()).containsExactly("002_b.sql");
	}

	@Test
	void followsACancelledUpgradeOfTheHistory() {
		try (OtherSession backup = olderHistoryThatSomebodyReads()) {
			Migrator migrator = migrator(lease(Duration.ofMinutes(1)));
			BackgroundRun run = BackgroundRun.start(migrator::migrate);
			awaitLockWait(Duration.ZERO);
			migrator.cancel();
			run.failure(MigrationCancelledException.class);
			assertNobodyHoldsIt();
			backup.end();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void followsALineThatBrokeWhileItWasTaken(boolean beforeTheAnswer) {
		write("001_a.sql", "CREATE TABLE a ()");
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database(), new CutAtTheTaking(beforeTheAnswer))) {
			Migrator migrator = Migrator.of(proxy.dataSource(), lease(Duration.ofSeconds(5)));
			assertThatThrownBy(migrator::migrate).isInstanceOf(HistoryException.class);
		}
		assertThat(values("SELECT token FROM schema_migrations_lock")).as("it had been taken").containsExactly("1");
		assertNobodyHoldsIt();
	}

	@Test
	void isNotNeededBecauseADataSourceFailedInItsOwnWayOnce() {
		write("001_slow.sql", "SELECT pg_sleep(2.5)");
		AtomicInteger opened = new AtomicInteger();
		DataSource rotating = new DelegatingDataSource(database().dataSource()) {
			@Override
			public Connection getConnection() throws java.sql.SQLException {
				if (opened.incrementAndGet() == 2) {
					throw new IllegalStateException("no token from the vault");
				}
				return super.getConnection();
			}
		};
		LockSettings shortLease = new LockSettings(LockStrategy.LEASE, null, null, Duration.ofSeconds(1));
		Migrator migrator = Migrator.of(rotating, settings().withLock(shortLease)).withListeners(List.of(events()));
		assertThat(migrator.migrate().scripts()).hasSize(1);
	}

	@Test
	void needsNoCommentOnItsTable() {
		write("001_a.sql", "CREATE TABLE a ()");
		withLease().migrate();
		// as pg_dump --no-comments leaves it
		database().execute("COMMENT ON TABLE schema_migrations_lock IS NULL");
		write("002_b.sql", "CREATE TABLE b ()");
		assertThat(withLease().migrate().scripts()).containsExactly("002_b.sql");
	}

	private static final class CutAtTheTaking implements ExchangeListener {

		private final boolean beforeTheAnswer;

		private final AtomicBoolean taken = new AtomicBoolean();

		private final AtomicBoolean cut = new AtomicBoolean();

		CutAtTheTaking(boolean beforeTheAnswer) {
			this.beforeTheAnswer = beforeTheAnswer;
		}

		@Override
		public void beforeAnswer(ProxiedConnection connection, ClientRequest request) {
			if (request.sql().contains("SKIP LOCKED")) {
				this.taken.set(true);
				cut(connection, this.beforeTheAnswer);
			}
		}

		@Override
		public void beforeRequest(ProxiedConnection connection, ClientRequest request) {
			if (this.taken.get()) {
				cut(connection, !this.beforeTheAnswer);
			}
		}

		private void cut(ProxiedConnection connection, boolean now) {
			if (now && this.cut.compareAndSet(false, true)) {
				connection.cut();
			}
		}

	}

}
