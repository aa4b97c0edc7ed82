package dev.tidemark.benchmark.workload;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.RawContender;
import dev.tidemark.benchmark.contender.Script;
import dev.tidemark.benchmark.result.Measure;
import dev.tidemark.benchmark.result.Sample;
import dev.tidemark.benchmark.server.Database;

/**
 * Applies the same migrations to one schema after another, each with a history of its
 * own; then again, with nothing to do.
 */
final class TenantsWorkload implements Workload {

	static final String NAME = "tenants";

	static final String AGAIN = "tenants-again";

	private final Ground ground;

	private final int schemas;

	private final int migrations;

	private final Folders folders;

	TenantsWorkload(Ground ground, int schemas, int migrations) {
		this.ground = ground.withoutSpecialists();
		this.schemas = schemas;
		this.migrations = migrations;
		this.folders = new Folders(ground.directory().resolve(NAME), () -> Script.tables(migrations));
	}

	@Override
	public Terms terms() {
		return new Terms(NAME, this.schemas, RawContender.NAME, 1, 0);
	}

	@Override
	public void prepare() throws Exception {
		this.folders.write();
	}

	@Override
	public void run(int round, Consumer<Sample> recorder) throws Exception {
		for (Contender contender : Timing.inTurn(this.ground.contenders(), round)) {
			Database database = withSchemas();
			double first = Timing.millis(() -> migrate(contender, database));
			recorder.accept(new Sample(NAME, this.schemas, contender.name(), Measure.TIME, first));
			Proof.tables(database, contender, this.schemas * this.migrations);
			double second = Timing.millis(() -> migrate(contender, database));
			recorder.accept(new Sample(AGAIN, this.schemas, contender.name(), Measure.TIME, second));
			this.ground.server().drop(database);
		}
	}

	private Database withSchemas() throws SQLException {
		Database database = this.ground.server().createDatabase();
		database.execute(IntStream.rangeClosed(1, this.schemas)
			.mapToObj((schema) -> "CREATE SCHEMA " + name(schema))
			.collect(Collectors.joining(";")));
		return database;
	}

	private void migrate(Contender contender, Database database) throws Exception {
		Path folder = this.folders.of(contender.layout());
		for (int schema = 1; schema <= this.schemas; schema++) {
			contender.migrate(database.inSchema(name(schema)), folder);
		}
	}

	private static String name(int schema) {
		return "tenant_" + schema;
	}

	@Override
	public void cleanUp() throws Exception {
		this.folders.delete();
	}

}
