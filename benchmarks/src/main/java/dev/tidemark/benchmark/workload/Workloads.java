package dev.tidemark.benchmark.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * All workloads, in the order in which they are run.
 */
public final class Workloads {

	private Workloads() {
	}

	/**
	 * Describes all workloads; nothing is prepared yet.
	 * @param ground what they run on
	 * @return the workloads
	 */
	public static List<Workload> all(Ground ground) {
		List<Workload> all = new ArrayList<>();
		List.of(100, 1_000, 5_000).forEach((size) -> all.add(new ApplyWorkload(ground, size)));
		List.of(1_000, 5_000, 10_000).forEach((size) -> all.add(new NothingToDoWorkload(ground, size)));
		List.of(100, 1_000).forEach((size) -> all.add(new BootStartWorkload(ground, size)));
		return all;
	}

}
