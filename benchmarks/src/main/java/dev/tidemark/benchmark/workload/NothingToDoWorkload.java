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
	public Terms terms() {
		return new Terms(NAME, this.history.size(), RawContender.NAME, many() ? 5 : 11, many() ? 2 : 8);
	}

	private boolean many() {
		return this.history.size() > MANY;
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
			recorder.accept(new Sample(NAME, this.history.size(), contender.name(), Measure.TIME, millis));
		}
	}

}
