package dev.tidemark.benchmark.workload;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.RawChunks;
import dev.tidemark.benchmark.contender.RawContender;
import dev.tidemark.benchmark.contender.Script;
import dev.tidemark.benchmark.result.Measure;
import dev.tidemark.benchmark.result.Sample;
import dev.tidemark.benchmark.server.Database;
import dev.tidemark.benchmark.server.ServerLog;
import dev.tidemark.test.database.RoundTripProxy;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

/**
 * Counts what the contenders say to the server while they apply some migrations, and
 * while there is nothing to do: round trips at the wire, statements and connections in
 * the server's own log. Counts do not vary, so one round does.
 */
final class CountWorkload implements Workload {

	static final String NAME = "counts";

	private final Ground ground;

	private final int size;

	private final Folders folders;

	CountWorkload(Ground ground, int size) {
		this.ground = ground.without(RawChunks.NAME);
		this.size = size;
		this.folders = new Folders(ground.directory().resolve(NAME), () -> Script.tables(size));
	}

	@Override
	public Terms terms() {
		return new Terms(NAME, this.size, RawContender.NAME, 1, 0);
	}

	@Override
	public void prepare() throws Exception {
		this.folders.write();
	}

	@Override
	public void run(int round, Consumer<Sample> recorder) throws Exception {
		TestServer server = TestServer.at(this.ground.server().jdbcUrl());
		for (Contender contender : this.ground.contenders()) {
			try (TestDatabase database = server.createDatabase()) {
				database.execute("ALTER DATABASE %s SET log_statement = 'all'".formatted(database.name()));
				count(ApplyWorkload.NAME, contender, database, recorder);
				count(NothingToDoWorkload.NAME, contender, database, recorder);
			}
		}
	}

	private void count(String workload, Contender contender, TestDatabase database, Consumer<Sample> recorder)
			throws Exception {
		ServerLog log = this.ground.server().log(database.name());
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database)) {
			URI address = URI.create(proxy.jdbcUrl().substring("jdbc:".length()));
			contender.migrate(new Database(address.getHost(), address.getPort(), database.name(), null),
					folder(contender));
			recorder.accept(sample(workload, contender, Measure.ROUND_TRIPS, proxy.roundTrips()));
		}
		recorder.accept(sample(workload, contender, Measure.STATEMENTS, (int) log.statements()));
		recorder.accept(sample(workload, contender, Measure.CONNECTIONS, (int) log.connections()));
	}

	private Path folder(Contender contender) {
		return this.folders.of(contender.layout());
	}

	private Sample sample(String workload, Contender contender, Measure measure, int value) {
		return new Sample(workload, this.size, contender.name(), measure, value);
	}

	@Override
	public void cleanUp() throws Exception {
		this.folders.delete();
	}

}
