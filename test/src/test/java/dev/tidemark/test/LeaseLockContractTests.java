package dev.tidemark.test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import dev.tidemark.jdbc.Capabilities;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.lock.LeaseLock;
import dev.tidemark.lock.MigrationLock;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.RoundTripProxy;
import dev.tidemark.test.database.TestDatabase;

@PostgresTest
class LeaseLockContractTests extends MigrationLockContract {

	private static final Duration EXPIRY = Duration.ofSeconds(1);

	private final Map<MigrationLock, RoundTripProxy> lines = new IdentityHashMap<>();

	private TestDatabase database;

	@Override
	protected MigrationLock lock(String history) {
		RoundTripProxy line = RoundTripProxy.inFrontOf(this.database);
		String name = "process " + this.lines.size();
		MigrationLock lock = new LeaseLock("public", history, new Capabilities(true, true, true),
				new LeaseLock.Owner(name, "mark of " + name), EXPIRY, line.dataSource(), () -> {
				});
		this.lines.put(lock, line);
		return lock;
	}

	@Override
	protected Session open(MigrationLock lock) throws SQLException {
		return Sessions.open(Objects.requireNonNull(this.lines.get(lock)).dataSource());
	}

	@Override
	protected void lose(Session holder) throws SQLException {
		this.database.execute("UPDATE contract_lock SET expires_at = now()");
	}

	@Override
	protected void kill(MigrationLock lock, Session holder) {
		Deaths.kill(this.database, holder);
		// and the connection that renews the lease
		Objects.requireNonNull(this.lines.get(lock)).close();
	}

	@Override
	protected DataSource dataSource() {
		return this.database.dataSource();
	}

}
