package dev.tidemark.benchmark.workload;

import java.util.ArrayList;
import java.util.List;

import dev.tidemark.benchmark.contender.FlywayContender;
import dev.tidemark.benchmark.contender.LiquibaseContender;
import dev.tidemark.benchmark.contender.RawContender;
import dev.tidemark.benchmark.contender.RawOneTransaction;

/**
 * All workloads, in the order in which they are run.
 */
public final class Workloads {

	/** From here on the rivals take minutes. */
	private static final int MIDDLE = 5_000;

	private Workloads() {
	}

	/**
	 * Describes all workloads; nothing is prepared yet.
	 * @param ground what they run on
	 * @param slow whether the rivals take part where one of them takes minutes
	 * @return the workloads
	 */
	public static List<Workload> all(Ground ground, boolean slow) {
		List<Workload> all = new ArrayList<>();
		Ground large = slow ? ground : ground.without(FlywayContender.NAME, LiquibaseContender.NAME);
		all.add(new CountWorkload(ground, 100));
		List.of(100, 1_000).forEach((size) -> all.add(new ApplyWorkload(ground, size)));
		// so many new tables are more than one transaction may lock
		all.add(new ApplyWorkload(large.without(RawOneTransaction.NAME), MIDDLE));
		for (int size : List.of(1_000, MIDDLE, 10_000)) {
			AppliedHistory history = new AppliedHistory((size < MIDDLE) ? ground : large, size);
			all.add(new NothingToDoWorkload(history));
			if (size != MIDDLE) {
				all.add(new OneMoreWorkload(history));
			}
			if (size < MIDDLE) {
				all.add(new FreshProcessWorkload(history));
			}
		}
		Ground quick = ground.without(LiquibaseContender.NAME, RawContender.NAME);
		all.add(new BigFileWorkload(slow ? ground : quick, 50_000));
		all.add(new HugeFileWorkload(ground, 200));
		all.add(new TenantsWorkload(large, 200, 20));
		List.of(100, 1_000).forEach((size) -> all.add(new BootStartWorkload(ground, size)));
		return all;
	}

}
