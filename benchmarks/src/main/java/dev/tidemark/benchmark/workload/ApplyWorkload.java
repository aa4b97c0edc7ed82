package dev.tidemark.benchmark.workload;

import java.util.function.Consumer;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.RawChunks;
import dev.tidemark.benchmark.contender.RawContender;
import dev.tidemark.benchmark.contender.Script;
import dev.tidemark.benchmark.result.Measure;
import dev.tidemark.benchmark.result.Sample;
import dev.tidemark.benchmark.server.Database;

/**
 * Applies small migrations to an empty database.
 */
final class ApplyWorkload implements Workload {

	static final String NAME = "apply";

	private static final int MANY = 1_000;

	private final Ground ground;

	private final int size;

	private final Folders folders;

	ApplyWorkload(Ground ground, int size) {
		this.ground = ground.without(RawChunks.NAME);
		this.size = size;
		this.folders = new Folders(ground.directory().resolve(NAME + "-" + size), () -> Script.tables(size));
	}

	@Override
	public Terms terms() {
		return new Terms(NAME, this.size, RawContender.NAME, (this.size < MANY) ? 7 : (this.size > MANY) ? 1 : 3,
				(this.size < MANY) ? 2 : 0);
	}

	@Override
	public void prepare() throws Exception {
		this.folders.write();
	}

	@Override
	public void run(int round, Consumer<Sample> recorder) throws Exception {
		for (Contender contender : Timing.inTurn(this.ground.contenders(), round)) {
			Database database = this.ground.server().createDatabase();
			double millis = Timing.millis(() -> contender.migrate(database, this.folders.of(contender.layout())));
			recorder.accept(new Sample(NAME, this.size, contender.name(), Measure.TIME, millis));
			Proof.tables(database, contender, this.size);
			this.ground.server().drop(database);
		}
	}

	@Override
	public void cleanUp() throws Exception {
		this.folders.delete();
	}

}
