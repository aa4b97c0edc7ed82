package dev.tidemark.benchmark.workload;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.Script;
import dev.tidemark.benchmark.server.Database;

/**
 * A database for each contender, in which it has applied many migrations; filled once,
 * for it takes the rivals long, and shared by the workloads that begin with it.
 */
final class AppliedHistory {

	private final Ground ground;

	private final int size;

	private final Folders folders;

	private final Map<String, Database> databases = new HashMap<>();

	AppliedHistory(Ground ground, int size) {
		this.ground = ground.withoutSpecialists();
		this.size = size;
		this.folders = new Folders(ground.directory().resolve("applied-" + size), () -> Script.selects(size));
	}

	Ground ground() {
		return this.ground;
	}

	int size() {
		return this.size;
	}

	/**
	 * Fills the databases, unless that was done before.
	 */
	void prepare() throws Exception {
		if (this.databases.isEmpty()) {
			this.folders.write();
			for (Contender contender : this.ground.contenders()) {
				this.databases.put(contender.name(), filled(contender));
			}
		}
	}

	private Database filled(Contender contender) throws Exception {
		Database database = this.ground.server().createDatabase();
		// not measured: what is lost with the machine is lost with the benchmark
		database.execute("ALTER DATABASE %s SET synchronous_commit = off".formatted(database.name()));
		contender.prepare(database, folder(contender));
		database.execute("ALTER DATABASE %s RESET synchronous_commit".formatted(database.name()));
		// as autovacuum would have done long ago
		database.execute("VACUUM ANALYZE");
		return database;
	}

	Path folder(Contender contender) {
		return this.folders.of(contender.layout());
	}

	Database database(Contender contender) {
		Database database = this.databases.get(contender.name());
		if (database == null) {
			throw new IllegalArgumentException(contender.name());
		}
		return database;
	}

	Database copy(Contender contender) throws SQLException {
		return this.ground.server().copyOf(database(contender));
	}

}
