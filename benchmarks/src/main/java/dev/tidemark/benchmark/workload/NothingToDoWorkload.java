package dev.tidemark.benchmark.workload;

import java.util.function.Consumer;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.RawContender;
import dev.tidemark.benchmark.result.Measure;
import dev.tidemark.benchmark.result.Sample;
import dev.tidemark.benchmark.server.Database;

/**
 * Finds out that everything is applied, in a process that has done so before. It changes
 * nothing, so all rounds have the same database.
 */
final class NothingToDoWorkload implements Workload {

	static final String NAME = "nothing-to-do";

	private static final int MANY = 1_000;

	private final AppliedHistory history;

	NothingToDoWorkload(AppliedHistory history) {
		this.history = history;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public int size() {
		return this.history.size();
	}

	@Override
	public String baseline() {
		return RawContender.NAME;
	}

	@Override
	public int rounds() {
		return (size() > MANY) ? 5 : 11;
	}

	@Override
	public int warmUpRounds() {
		return (size() > MANY) ? 2 : 8;
	}

	@Override
	public void prepare() throws Exception {
		this.history.prepare();
	}

	@Override
	public void run(int round, Consumer<Sample> recorder) throws Exception {
		for (Contender contender : Timing.inTurn(this.history.ground().contenders(), round)) {
			Database database = this.history.database(contender);
			double millis = Timing.millis(() -> contender.migrate(database, this.history.folder(contender)));
			recorder.accept(new Sample(NAME, size(), contender.name(), Measure.TIME, millis));
		}
	}

}
