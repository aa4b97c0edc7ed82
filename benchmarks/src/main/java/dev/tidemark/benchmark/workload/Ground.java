package dev.tidemark.benchmark.workload;

import java.nio.file.Path;
import java.util.List;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.RawChunks;
import dev.tidemark.benchmark.contender.RawOneTransaction;
import dev.tidemark.benchmark.contender.TidemarkContender;
import dev.tidemark.benchmark.server.BenchmarkServer;

/**
 * What all workloads are run on.
 *
 * @param server the server
 * @param directory where files may be written
 * @param contenders who takes part
 */
public record Ground(BenchmarkServer server, Path directory, List<Contender> contenders) {

	/**
	 * Who takes part in most workloads: all but those that are there for one.
	 */
	Ground withoutSpecialists() {
		return without(RawOneTransaction.NAME, RawChunks.NAME, TidemarkContender.GROUPED);
	}

	/**
	 * Returns the same with some contenders only.
	 */
	Ground without(String... names) {
		List<String> absent = List.of(names);
		return new Ground(this.server, this.directory,
				this.contenders.stream().filter((contender) -> !absent.contains(contender.name())).toList());
	}

	/**
	 * Returns the same with no other contenders than some.
	 */
	Ground only(String... names) {
		List<String> present = List.of(names);
		return new Ground(this.server, this.directory,
				this.contenders.stream().filter((contender) -> present.contains(contender.name())).toList());
	}

}
