package dev.tidemark;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.NotPostgresException;
import dev.tidemark.jdbc.ServerProbe;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.UnsupportedDatabaseException;

/**
 * Opens a database, and waits for one that is not there yet. The first attempt may be
 * made ahead, while the files are read: what comes of it is kept, and told to whoever
 * asks for it.
 */
final class DatabaseOpening implements AutoCloseable {

	private static final Duration PAUSE = Duration.ofMillis(250);

	private final long start = System.nanoTime();

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final Cancellation cancellation;

	private final boolean standbyWillDo;

	private @Nullable FutureTask<OpenDatabase> ahead;

	private DatabaseOpening(DataSource dataSource, MigratorSettings settings, Cancellation cancellation,
			boolean standbyWillDo) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.cancellation = cancellation;
		this.standbyWillDo = standbyWillDo;
	}

	static DatabaseOpening toWrite(DataSource dataSource, MigratorSettings settings, Cancellation cancellation) {
		return new DatabaseOpening(dataSource, settings, cancellation, false);
	}

	static DatabaseOpening toRead(DataSource dataSource, MigratorSettings settings, Cancellation cancellation) {
		return new DatabaseOpening(dataSource, settings, cancellation, true);
	}

	/**
	 * Makes the first attempt, in this thread, since a data source may look at the thread
	 * to know which database is meant. Whatever it throws is thrown by {@link #open()}.
	 */
	void begin() {
		FutureTask<OpenDatabase> first = new FutureTask<>(this::attempt);
		first.run();
		this.ahead = first;
	}

	/**
	 * Opens the database; may be called again when it failed.
	 */
	OpenDatabase open() {
		long deadline = System.nanoTime() + this.settings.connect().timeout().toNanos();
		while (true) {
			try {
				return next();
			}
			catch (NotPostgresException ex) {
				throw new UnsupportedDatabaseException(
						"%s, and Tidemark migrates PostgreSQL only. Nothing was run".formatted(ex.getMessage()),
						"Point spring.datasource.url (or tidemark.datasource.url) to PostgreSQL, or set tidemark.mode=off for this database.",
						ex);
			}
			catch (StandbyException ex) {
				waitOrThrow(deadline, new UnsupportedDatabaseException(
						"The server is a standby (pg_is_in_recovery() is true): it cannot be written to. Nothing was run",
						"Point the migrations to the primary, for example with tidemark.datasource.url=…&targetServerType=primary.",
						ex));
			}
			catch (SQLException ex) {
				MigrationException failure = UnreachableDatabase.of(this.dataSource, ex);
				if (!SqlStates.mayPass(ex)) {
					throw failure;
				}
				waitOrThrow(deadline, failure);
			}
		}
	}

	private OpenDatabase next() throws SQLException {
		FutureTask<OpenDatabase> made = this.ahead;
		this.ahead = null;
		return (made != null) ? result(made) : attempt();
	}

	private OpenDatabase attempt() throws SQLException {
		Session session = Sessions.open(this.dataSource);
		this.cancellation.attach(session);
		try {
			ServerProbe probe = OpenDatabase.probe(session, this.settings.history());
			if (probe.inRecovery() && !this.standbyWillDo) {
				throw new StandbyException();
			}
			return OpenDatabase.of(session, probe, this.settings);
		}
		catch (SQLException | RuntimeException ex) {
			session.close();
			throw ex;
		}
	}

	private static OpenDatabase result(FutureTask<OpenDatabase> done) throws SQLException {
		try {
			return done.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof SQLException failure) {
				throw failure;
			}
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof RuntimeException fault) ? fault : new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("What is done is not waited for", ex);
		}
	}

	private void waitOrThrow(long deadline, MigrationException failure) {
		if (System.nanoTime() + PAUSE.toNanos() > deadline) {
			throw failure;
		}
		if (this.cancellation.await(PAUSE)) {
			throw new MigrationCancelledException("The run was cancelled while it waited for the database", failure);
		}
	}

	/**
	 * Returns what may end the run early.
	 */
	Cancellation cancellation() {
		return this.cancellation;
	}

	/**
	 * Returns the time since the run began.
	 */
	Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

	/**
	 * Closes a database that nobody has asked for.
	 */
	@Override
	public void close() {
		try {
			if (this.ahead != null) {
				next().session().close();
			}
		}
		catch (SQLException | RuntimeException ex) {
			// what is wrong with the files is told in its place
		}
	}

	private static final class StandbyException extends SQLException {

	}

}
