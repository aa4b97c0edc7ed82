package dev.tidemark.benchmark.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.RawContender;
import dev.tidemark.benchmark.contender.Script;
import dev.tidemark.benchmark.result.Measure;
import dev.tidemark.benchmark.result.Sample;
import dev.tidemark.benchmark.server.Database;

/**
 * Applies one small migration on top of many.
 */
final class OneMoreWorkload implements Workload {

	static final String NAME = "one-more";

	private static final int MANY = 1_000;

	private final AppliedHistory history;

	private final Folders folders;

	OneMoreWorkload(AppliedHistory history) {
		this.history = history;
		this.folders = new Folders(history.ground().directory().resolve(NAME + "-" + history.size()),
				() -> scripts(history.size()));
	}

	private static List<Script> scripts(int size) {
		List<Script> scripts = new ArrayList<>(Script.selects(size));
		scripts.add(Script.table(size + 1));
		return scripts;
	}

	@Override
	public Terms terms() {
		return new Terms(NAME, this.history.size(), RawContender.NAME, many() ? 3 : 7, many() ? 1 : 2);
	}

	private boolean many() {
		return this.history.size() > MANY;
	}

	@Override
	public void prepare() throws Exception {
		this.history.prepare();
		this.folders.write();
	}

	@Override
	public void run(int round, Consumer<Sample> recorder) throws Exception {
		for (Contender contender : Timing.inTurn(this.history.ground().contenders(), round)) {
			Database database = this.history.copy(contender);
			double millis = Timing.millis(() -> contender.migrate(database, this.folders.of(contender.layout())));
			recorder.accept(new Sample(NAME, this.history.size(), contender.name(), Measure.TIME, millis));
			Proof.tables(database, contender, 1);
			this.history.ground().server().drop(database);
		}
	}

	@Override
	public void cleanUp() throws Exception {
		this.folders.delete();
	}

}
