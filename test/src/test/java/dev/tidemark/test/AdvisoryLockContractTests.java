package dev.tidemark.test;

import java.sql.SQLException;

import javax.sql.DataSource;

import dev.tidemark.jdbc.Capabilities;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.lock.AdvisoryLock;
import dev.tidemark.lock.MigrationLock;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

@PostgresTest
class AdvisoryLockContractTests extends MigrationLockContract {

	private TestDatabase database;

	@Override
	protected MigrationLock lock(String history) {
		return new AdvisoryLock("public", history, new Capabilities(true, true, true));
	}

	@Override
	protected Session open(MigrationLock lock) throws SQLException {
		return Sessions.open(dataSource());
	}

	@Override
	protected void lose(Session holder) throws SQLException {
		holder.execute("SELECT pg_advisory_unlock_all()");
	}

	@Override
	protected void kill(MigrationLock lock, Session holder) {
		Deaths.kill(this.database, holder);
	}

	@Override
	protected DataSource dataSource() {
		return this.database.dataSource();
	}

}
