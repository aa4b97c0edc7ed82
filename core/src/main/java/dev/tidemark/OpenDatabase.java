package dev.tidemark;

import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.tidemark.history.HistorySettings;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.NotPostgresException;
import dev.tidemark.jdbc.OtherDatabases;
import dev.tidemark.jdbc.ProbeQuery;
import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.ServerProbe;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MissingDatabaseException;
import dev.tidemark.migration.UnsupportedDatabaseException;
import dev.tidemark.sql.Redaction;
import dev.tidemark.sql.SqlQuote;

/**
 * A connection to the database, with what the first question to it told.
 *
 * @param session the migration connection
 * @param probe what the server told
 * @param table where the history is
 */
record OpenDatabase(Session session, ServerProbe probe, HistoryTable table) {

	private static final Duration PAUSE = Duration.ofMillis(250);

	/**
	 * Opens a database that can be written to; waits for a server that is not up yet, and
	 * for a standby that may become the primary.
	 */
	static OpenDatabase open(DataSource dataSource, MigratorSettings settings, Cancellation cancellation) {
		return open(dataSource, settings, cancellation, false);
	}

	/**
	 * Opens a database that is only read, which may be a standby; waits for a server that
	 * is not up yet.
	 */
	static OpenDatabase openToRead(DataSource dataSource, MigratorSettings settings, Cancellation cancellation) {
		return open(dataSource, settings, cancellation, true);
	}

	private static OpenDatabase open(DataSource dataSource, MigratorSettings settings, Cancellation cancellation,
			boolean toRead) {
		long deadline = System.nanoTime() + settings.connect().timeout().toNanos();
		while (true) {
			try {
				return attempt(dataSource, settings, cancellation, toRead);
			}
			catch (NotPostgresException ex) {
				throw new UnsupportedDatabaseException(
						"%s, and Tidemark migrates PostgreSQL only. Nothing was run".formatted(ex.getMessage()),
						"Point spring.datasource.url (or tidemark.datasource.url) to PostgreSQL, or set tidemark.mode=off for this database.",
						ex);
			}
			catch (StandbyException ex) {
				waitOrThrow(deadline, cancellation, new UnsupportedDatabaseException(
						"The server is a standby (pg_is_in_recovery() is true): it cannot be written to. Nothing was run",
						"Point the migrations to the primary, for example with tidemark.datasource.url=…&targetServerType=primary.",
						ex));
			}
			catch (SQLException ex) {
				MigrationException failure = notReachable(dataSource, ex);
				if (!SqlStates.mayPass(ex)) {
					throw failure;
				}
				waitOrThrow(deadline, cancellation, failure);
			}
		}
	}

	private static OpenDatabase attempt(DataSource dataSource, MigratorSettings settings, Cancellation cancellation,
			boolean toRead) throws SQLException {
		Session session = Sessions.open(dataSource);
		cancellation.attach(session);
		try {
			ServerProbe probe = probe(session, settings.history());
			if (probe.inRecovery() && !toRead) {
				throw new StandbyException();
			}
			return new OpenDatabase(session, probe,
					HistoryTable.locate(probe, settings.history(), settings.adoption().enabled()));
		}
		catch (SQLException | RuntimeException ex) {
			session.close();
			throw ex;
		}
	}

	private static ServerProbe probe(Session session, HistorySettings settings) {
		return ProbeQuery.read(session, settings.schema(), HistoryTable.candidates(settings));
	}

	/**
	 * Looks for the history again, which another migrator may have created or upgraded.
	 */
	OpenDatabase probedAgain(MigratorSettings settings) {
		if (this.table.exists() && !this.table.outdated()) {
			return this;
		}
		ServerProbe again = probe(this.session, settings.history());
		return new OpenDatabase(this.session, this.probe,
				HistoryTable.locate(again, settings.history(), settings.adoption().enabled()));
	}

	private static void waitOrThrow(long deadline, Cancellation cancellation, MigrationException failure) {
		if (System.nanoTime() + PAUSE.toNanos() > deadline) {
			throw failure;
		}
		if (cancellation.await(PAUSE)) {
			throw new MigrationCancelledException("The run was cancelled while it waited for the database", failure);
		}
	}

	private static MigrationException notReachable(DataSource dataSource, SQLException ex) {
		ServerError error = ServerError.of(ex);
		if (SqlStates.MISSING_DATABASE.equals(error.sqlState())) {
			return missing(dataSource, error, ex);
		}
		String hint = (error.hint() != null) ? " " + error.hint() : "";
		return new UnsupportedDatabaseException(
				"No connection to the database: %s (SQLSTATE %s).%s Nothing was run"
					.formatted(Redaction.ofMessage(error.message()), error.sqlState(), hint),
				"Check that the server runs, and URL, user and password of the data source; tidemark.connect-timeout says how long a server that is not up yet is waited for.",
				withoutCredentials(ex));
	}

	private static MissingDatabaseException missing(DataSource dataSource, ServerError error, SQLException ex) {
		String name = OtherDatabases.nameOf(dataSource).map(SqlQuote::identifier).orElse("…");
		return MissingDatabaseException.database(
				"No connection to the database: %s (SQLSTATE %s). Nothing was run"
					.formatted(Redaction.ofMessage(error.message()), error.sqlState()),
				"Let a role with the right to create databases run: CREATE DATABASE %s%s; or set tidemark.create-database=true, where the login has that right."
					.formatted(name,
							OtherDatabases.userOf(dataSource)
								.map((user) -> " OWNER " + SqlQuote.identifier(user))
								.orElse("")),
				error.sqlState(), withoutCredentials(ex));
	}

	/**
	 * Whoever logs the cause would show what the driver quotes of the URL.
	 */
	private static @Nullable SQLException withoutCredentials(SQLException ex) {
		String message = String.valueOf(ex.getMessage());
		return Redaction.ofMessage(message).equals(message) ? ex : null;
	}

	/**
	 * Tells whether the driver talks to the backend that answered, and to no pooler.
	 */
	boolean sameBackend() {
		return this.session.reaches(this.probe.pid());
	}

	OpenDatabase withTable(HistoryTable created) {
		return new OpenDatabase(this.session, this.probe, created);
	}

	private static final class StandbyException extends SQLException {

	}

}
