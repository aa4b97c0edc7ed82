package dev.tidemark;

import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.sql.ScriptChecksum;
import dev.tidemark.test.database.ClientRequest;
import dev.tidemark.test.database.ExchangeListener;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.ProxiedConnection;
import dev.tidemark.test.database.RoundTripProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The line is cut at every moment of a start from a snapshot.
 */
@PostgresTest
class SnapshotCutTests extends AbstractMigratorTests {

	private static final String USERS = "CREATE TABLE users (id bigint)";

	@BeforeEach
	void setUp() {
		write("001_users.sql", USERS);
		write("002_mail.sql", "ALTER TABLE users ADD mail text");
		write(".schema/schema.sql", """
				-- Tidemark snapshot of version 001
				-- tidemark-snapshot: version=001 checksum=%s name=users
				%s;
				CREATE TABLE from_snapshot ();
				""".formatted(ScriptChecksum.of(USERS), USERS));
	}

	private MigratorSettings withSnapshot() {
		return settings()
			.withBaseline(BaselineSettings.defaults().withSnapshot("file:" + folder().path() + "/.schema/schema.sql"));
	}

	@Test
	void healsWhereverTheLineIsCut() {
		int points = 0;
		while (cut(new Cut(points / 2 + 1, points % 2 == 1))) {
			heal(points);
			points++;
		}
		assertThat(points).isGreaterThan(12);
	}

	/**
	 * Starts, and cuts the line at a moment.
	 * @return whether the moment came
	 */
	private boolean cut(Cut cut) {
		database().execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database(), cut)) {
			Migrator.of(proxy.dataSource(), withSnapshot()).migrate();
		}
		catch (MigrationException ex) {
			assertThat(cut.done).as("nothing but the cut may fail: %s", ex.getMessage()).isTrue();
		}
		return cut.done;
	}

	private void heal(int point) {
		migrator(withSnapshot()).migrate();
		assertThat(migrator(withSnapshot()).migrate().scripts()).as("moment %d", point).isEmpty();
		assertThat(migrator(withSnapshot()).status().migrations()).extracting(MigrationInfo::state)
			.containsExactly(MigrationState.APPLIED, MigrationState.APPLIED);
		assertThat(values(
				"SELECT version || ' ' || kind || ' ' || script FROM schema_migrations WHERE state = 'applied' ORDER BY id"))
			.as("moment %d", point)
			.containsExactly("001 baseline schema.sql/001_users.sql", "002 sql 002_mail.sql");
		assertThat(exists("from_snapshot")).isTrue();
	}

	/**
	 * Cuts the first connection at one of its requests, before or after it is answered.
	 */
	private static final class Cut implements ExchangeListener {

		private final int request;

		private final boolean answered;

		private final AtomicReference<ProxiedConnection> migrating = new AtomicReference<>();

		private volatile boolean done;

		Cut(int request, boolean answered) {
			this.request = request;
			this.answered = answered;
		}

		@Override
		public void beforeRequest(ProxiedConnection connection, ClientRequest next) {
			this.migrating.compareAndSet(null, connection);
			at(connection, next, false);
		}

		@Override
		public void beforeAnswer(ProxiedConnection connection, ClientRequest next) {
			at(connection, next, true);
		}

		private void at(ProxiedConnection connection, ClientRequest next, boolean after) {
			if (next.number() == this.request && after == this.answered && this.migrating.get() == connection) {
				this.done = true;
				connection.cut();
			}
		}

	}

}
