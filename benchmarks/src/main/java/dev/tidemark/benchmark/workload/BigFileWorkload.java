package dev.tidemark.benchmark.workload;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.RawChunks;
import dev.tidemark.benchmark.contender.RawOneTransaction;
import dev.tidemark.benchmark.contender.Script;
import dev.tidemark.benchmark.contender.TidemarkContender;
import dev.tidemark.benchmark.result.Measure;
import dev.tidemark.benchmark.result.Sample;
import dev.tidemark.benchmark.server.Database;

/**
 * Applies one file of many INSERT statements: the time in this process, which is warm,
 * and once the memory in a process of its own.
 */
final class BigFileWorkload implements Workload {

	static final String NAME = "big-file";

	/** Makes 8 MB of 50,000 statements. */
	private static final int WIDTH = 75;

	private final Ground ground;

	private final int statements;

	private final Folders folders;

	BigFileWorkload(Ground ground, int statements) {
		this.ground = ground.without(RawOneTransaction.NAME, TidemarkContender.GROUPED);
		this.statements = statements;
		this.folders = new Folders(ground.directory().resolve(NAME), () -> List.of(Script.data(statements, WIDTH)));
	}

	@Override
	public Terms terms() {
		return new Terms(NAME, this.statements, RawChunks.NAME, 3, 1);
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
			recorder.accept(new Sample(NAME, this.statements, contender.name(), Measure.TIME, millis));
			prove(database, contender);
			this.ground.server().drop(database);
			if (round == terms().warmUpRounds() && !contender.name().equals("psql")) {
				measureMemory(contender, recorder);
			}
		}
	}

	private void measureMemory(Contender contender, Consumer<Sample> recorder) throws Exception {
		Database database = this.ground.server().createDatabase();
		Map<Measure, Double> memory = OwnProcess.run(contender, database, this.folders.of(contender.layout()),
				List.of());
		List.of(Measure.ALLOCATED, Measure.PEAK_HEAP)
			.forEach((measure) -> recorder.accept(
					new Sample(NAME, this.statements, contender.name(), measure, memory.getOrDefault(measure, 0.0))));
		prove(database, contender);
		this.ground.server().drop(database);
	}

	private void prove(Database database, Contender contender) throws Exception {
		Proof.expect(database, contender, "SELECT count(*) FROM item_1", this.statements);
	}

	@Override
	public void cleanUp() throws Exception {
		this.folders.delete();
	}

}
