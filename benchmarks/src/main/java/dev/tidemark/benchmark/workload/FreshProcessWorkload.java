package dev.tidemark.benchmark.workload;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.result.Measure;
import dev.tidemark.benchmark.result.Sample;
import dev.tidemark.benchmark.server.Database;

/**
 * Finds out that everything is applied, in a virtual machine that is started for it: what
 * a job or a command costs, from the start of the process to its end.
 */
final class FreshProcessWorkload implements Workload {

	static final String NAME = "fresh-process";

	private final AppliedHistory history;

	private final List<String> participants;

	FreshProcessWorkload(AppliedHistory history) {
		this.history = history;
		this.participants = Stream
			.concat(Stream.of(FreshProcess.CONNECT), history.ground().contenders().stream().map(Contender::name))
			.filter(FreshProcess::knows)
			.toList();
	}

	@Override
	public Terms terms() {
		return new Terms(NAME, this.history.size(), FreshProcess.CONNECT, 5, 1);
	}

	@Override
	public void prepare() throws Exception {
		this.history.prepare();
	}

	@Override
	public void run(int round, Consumer<Sample> recorder) throws Exception {
		for (String name : Timing.inTurn(this.participants, round)) {
			// who only connects needs any database
			Contender contender = this.history.ground()
				.contenders()
				.stream()
				.filter((each) -> each.name().equals(name))
				.findFirst()
				.orElse(this.history.ground().contenders().get(0));
			Database database = this.history.database(contender);
			Path folder = this.history.folder(contender);
			double millis = Timing.millis(() -> FreshProcess.run(name, database, folder));
			recorder.accept(new Sample(NAME, this.history.size(), name, Measure.TIME, millis));
		}
	}

}
