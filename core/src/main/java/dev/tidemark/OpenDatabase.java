package dev.tidemark;

import javax.sql.DataSource;

import dev.tidemark.history.HistorySettings;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.ProbeQuery;
import dev.tidemark.jdbc.ServerProbe;
import dev.tidemark.jdbc.Session;

/**
 * A connection to the database, with what the first question to it told.
 *
 * @param session the migration connection
 * @param probe what the server told
 * @param table where the history is
 */
record OpenDatabase(Session session, ServerProbe probe, HistoryTable table) {

	/**
	 * Opens a database that can be written to; waits for a server that is not up yet, and
	 * for a standby that may become the primary.
	 */
	static OpenDatabase open(DataSource dataSource, MigratorSettings settings, Cancellation cancellation) {
		return DatabaseOpening.toWrite(dataSource, settings, cancellation).open();
	}

	/**
	 * Opens a database that is only read, which may be a standby; waits for a server that
	 * is not up yet.
	 */
	static OpenDatabase openToRead(DataSource dataSource, MigratorSettings settings, Cancellation cancellation) {
		return DatabaseOpening.toRead(dataSource, settings, cancellation).open();
	}

	/**
	 * Asks a session where it is, and what may be the history.
	 */
	static ServerProbe probe(Session session, HistorySettings settings) {
		return ProbeQuery.read(session, settings.schema(), HistoryTable.candidates(settings));
	}

	static OpenDatabase of(Session session, ServerProbe probe, MigratorSettings settings) {
		return new OpenDatabase(session, probe,
				HistoryTable.locate(probe, settings.history(), settings.adoption().enabled()));
	}

	/**
	 * Looks for the history again, which another migrator may have created or upgraded.
	 */
	OpenDatabase probedAgain(MigratorSettings settings) {
		if (this.table.exists() && !this.table.outdated()) {
			return this;
		}
		ServerProbe again = probe(this.session, settings.history());
		return new OpenDatabase(this.session, this.probe, of(this.session, again, settings).table());
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

}
