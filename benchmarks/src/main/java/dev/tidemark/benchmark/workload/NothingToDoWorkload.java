package dev.tidemark.benchmark.workload;

import java.util.function.Consumer;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.RawContender;
import dev.tidemark.benchmark.contender.RawOneTransaction;
import dev.tidemark.benchmark.contender.Script;
import dev.tidemark.benchmark.result.Measure;
import dev.tidemark.benchmark.result.Sample;
import dev.tidemark.benchmark.server.Database;

/**
 * Finds out that everything is applied, in a process that has done so before.
 */
final class NothingToDoWorkload implements Workload {

	static final String NAME = "nothing-to-do";

	private static final int MANY = 1_000;

	private final Ground ground;

	private final int size;

	private final Folders folders;

	private final FilledDatabases databases;

	NothingToDoWorkload(Ground ground, int size) {
		// with nothing to do, it would do the same as raw
		this.ground = ground.without(RawOneTransaction.NAME);
		this.size = size;
		this.databases = new FilledDatabases(this.ground);
		this.folders = new Folders(ground.directory().resolve(NAME + "-" + size), () -> Script.comments(size));
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public int size() {
		return this.size;
	}

	@Override
	public String baseline() {
		return RawContender.NAME;
	}

	@Override
	public int rounds() {
		return (this.size > MANY) ? 9 : 15;
	}

	@Override
	public int warmUpRounds() {
		return (this.size > MANY) ? 3 : 15;
	}

	@Override
	public void prepare() throws Exception {
		this.folders.write();
		this.databases.fill(this.folders);
	}

	@Override
	public void run(int round, Consumer<Sample> recorder) throws Exception {
		for (Contender contender : Timing.inTurn(this.ground.contenders(), round)) {
			Database database = this.databases.of(contender);
			double millis = Timing.millis(() -> contender.migrate(database, this.folders.of(contender.layout())));
			recorder.accept(new Sample(NAME, this.size, contender.name(), Measure.TIME, millis));
		}
	}

	@Override
	public void cleanUp() throws Exception {
		this.databases.drop();
		this.folders.delete();
	}

}
