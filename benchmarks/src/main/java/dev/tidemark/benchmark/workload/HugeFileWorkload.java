package dev.tidemark.benchmark.workload;

import java.util.List;
import java.util.function.Consumer;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.FileLayout;
import dev.tidemark.benchmark.contender.RawChunks;
import dev.tidemark.benchmark.contender.Script;
import dev.tidemark.benchmark.contender.TidemarkContender;
import dev.tidemark.benchmark.result.Sample;
import dev.tidemark.benchmark.server.Database;

/**
 * Applies one file of hundreds of megabytes, each time in a process of its own: what
 * counts is the memory. The rivals hold such a file several times.
 */
final class HugeFileWorkload implements Workload {

	static final String NAME = "huge-file";

	private static final int WIDTH = 1_000;

	private static final int STATEMENTS_PER_MEGABYTE = 980;

	private final Ground ground;

	private final int megabytes;

	private final Folders folders;

	HugeFileWorkload(Ground ground, int megabytes) {
		this.ground = ground.only(RawChunks.NAME, TidemarkContender.NAME);
		this.megabytes = megabytes;
		this.folders = new Folders(ground.directory().resolve(NAME), () -> List.of(Script.data(statements(), WIDTH)));
	}

	private int statements() {
		return this.megabytes * STATEMENTS_PER_MEGABYTE;
	}

	@Override
	public Terms terms() {
		return new Terms(NAME, this.megabytes, RawChunks.NAME, 1, 0);
	}

	@Override
	public void prepare() throws Exception {
		this.folders.write(List.of(FileLayout.NUMBERED));
	}

	@Override
	public void run(int round, Consumer<Sample> recorder) throws Exception {
		for (Contender contender : Timing.inTurn(this.ground.contenders(), round)) {
			Database database = this.ground.server().createDatabase();
			OwnProcess.run(contender, database, this.folders.of(contender.layout()), List.of())
				.forEach((measure, value) -> recorder
					.accept(new Sample(NAME, this.megabytes, contender.name(), measure, value)));
			Proof.expect(database, contender, "SELECT count(*) FROM item_1", statements());
			this.ground.server().drop(database);
		}
	}

	@Override
	public void cleanUp() throws Exception {
		this.folders.delete();
	}

}
