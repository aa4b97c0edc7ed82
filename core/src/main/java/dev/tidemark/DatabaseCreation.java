package dev.tidemark;

import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.tidemark.event.MigrationEvent.Noted;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.jdbc.OtherDatabases;
import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.migration.MissingDatabaseException;
import dev.tidemark.sql.SqlQuote;

/**
 * Opens the database of a run that migrates; creates it, or the schema that the search
 * path names first, where one is missing and the settings allow that.
 */
final class DatabaseCreation {

	/** Where whoever creates a database connects to; each server has both. */
	private static final List<String> MAINTENANCE = List.of("postgres", "template1");

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final DatabaseConnector databases;

	private final EventPublisher events;

	DatabaseCreation(DataSource dataSource, MigratorSettings settings, DatabaseConnector databases,
			EventPublisher events) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.databases = databases;
		this.events = events;
	}

	OpenDatabase open(DatabaseOpening opening) {
		try {
			return opening.open();
		}
		catch (MissingDatabaseException ex) {
			create(ex);
		}
		try {
			return opening.open();
		}
		catch (MissingDatabaseException ex) {
			if (ex.schema() == null) {
				throw ex;
			}
			// a new database has not the schema of the URL yet
			create(ex);
			return opening.open();
		}
	}

	private void create(MissingDatabaseException missing) {
		String schema = missing.schema();
		if (!this.settings.connect().createDatabase() || (schema != null && schema.isEmpty())) {
			throw missing;
		}
		if (schema != null) {
			createIn(this.dataSource, "schema", schema, missing);
		}
		else {
			String database = OtherDatabases.nameOf(this.dataSource).orElseThrow(() -> missing);
			createIn(maintenance(missing), "database", database, missing);
		}
	}

	private DataSource maintenance(MissingDatabaseException missing) {
		@Nullable SQLException last = null;
		for (String name : MAINTENANCE) {
			DataSource candidate = this.databases.connect(name);
			try (Session session = Sessions.open(candidate)) {
				return candidate;
			}
			catch (SQLException ex) {
				last = ex;
			}
		}
		throw refused("database", missing, last);
	}

	private void createIn(DataSource where, String what, String name, MissingDatabaseException missing) {
		try (Session session = Sessions.open(where)) {
			session.execute("CREATE %s %s".formatted(what, SqlQuote.identifier(name)));
			this.events.publish(new Noted(this.settings.database(),
					"The %s %s did not exist and was created (tidemark.create-database=true)".formatted(what, name)));
		}
		catch (SQLException ex) {
			if (!SqlStates.createdByAnother(ex.getSQLState())) {
				throw refused(what, missing, ex);
			}
		}
	}

	private static MissingDatabaseException refused(String what, MissingDatabaseException missing,
			@Nullable SQLException ex) {
		String answer = (ex != null) ? ServerError.of(ex).message() : "no connection";
		return MissingDatabaseException.database(
				"%s. tidemark.create-database=true, and the %s cannot be created by this login: %s"
					.formatted(missing.getMessage(), what, answer),
				missing.action(), (ex != null) ? ex.getSQLState() : null, missing);
	}

}
