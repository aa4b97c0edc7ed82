package dev.tidemark.benchmark.workload;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.server.Database;

/**
 * A database for each contender, in which it has applied a set of migrations.
 */
final class FilledDatabases {

	private final Ground ground;

	private final Map<String, Database> databases = new HashMap<>();

	FilledDatabases(Ground ground) {
		this.ground = ground;
	}

	void fill(Folders folders) throws Exception {
		for (Contender contender : this.ground.contenders()) {
			Database database = this.ground.server().createDatabase();
			this.databases.put(contender.name(), database);
			contender.migrate(database, folders.of(contender.layout()));
			// as autovacuum would have done long ago
			database.execute("VACUUM ANALYZE");
		}
	}

	Database of(Contender contender) {
		Database database = this.databases.get(contender.name());
		if (database == null) {
			throw new IllegalArgumentException(contender.name());
		}
		return database;
	}

	void drop() throws SQLException {
		for (Database database : this.databases.values()) {
			this.ground.server().drop(database);
		}
	}

}
