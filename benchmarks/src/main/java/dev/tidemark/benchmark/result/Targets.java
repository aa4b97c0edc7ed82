package dev.tidemark.benchmark.result;

import java.util.List;

/**
 * All targets: ratios of the same run, and counts.
 */
final class Targets {

	private static final String TIDEMARK = "tidemark";

	private static final String RAW = "raw";

	private Targets() {
	}

	static List<Target> all() {
		return List.of(ratio("apply-100", "apply 100 to an empty database", "apply", 100, 1.10),
				ratio("apply-1000", "apply 1,000", "apply", 1_000, 1.10),
				ratio("apply-5000", "apply 5,000", "apply", 5_000, 1.10), grouped("grouped-100", 100),
				grouped("grouped-1000", 1_000),
				ratio("nothing-to-do-1000", "nothing to do, warm, 1,000 applied", "nothing-to-do", 1_000, 0.9),
				ratio("nothing-to-do-5000", "nothing to do, warm, 5,000 applied", "nothing-to-do", 5_000, 0.7),
				ratio("nothing-to-do-10000", "nothing to do, warm, 10,000 applied", "nothing-to-do", 10_000, 0.5),
				ratio("fresh-process", "nothing to do, whole process, 1,000 applied", "fresh-process", 1_000,
						Measure.TIME, "connect", 1.3),
				count("round-trips-nothing", "round trips with nothing to do, once connected", "nothing-to-do", 100,
						Measure.ROUND_TRIPS, 2),
				count("connections-nothing", "connections with nothing to do", "nothing-to-do", 100,
						Measure.CONNECTIONS, 1),
				count("round-trips-apply", "round trips to apply 100", "apply", 100, Measure.ROUND_TRIPS, 110),
				ratio("one-more", "one more on top of 1,000", "one-more", 1_000, 1.2),
				ratio("big-file", "one file of 50,000 INSERTs", "big-file", 50_000, Measure.TIME, "raw-chunks", 1.15),
				count("big-file-heap", "peak heap with that file", "big-file", 50_000, Measure.PEAK_HEAP, 120),
				ratio("tenants", "200 schemas × 20, one after another", "tenants", 200, 1.1),
				ratio("tenants-again", "the same again, nothing to do", "tenants-again", 200, 1.3),
				ratio("boot-start", "Boot application's start to ready, 1,000 applied", "boot-start", 1_000,
						Measure.TIME, "none", 1.03),
				count("bytes-added", "added to a Boot application's jar", "boot-start", 1_000, Measure.BYTES_ADDED,
						700));
	}

	private static Target ratio(String key, String work, String workload, int size, double limit) {
		return ratio(key, work, workload, size, Measure.TIME, RAW, limit);
	}

	private static Target ratio(String key, String work, String workload, int size, Measure measure, String baseline,
			double limit) {
		return new Target(key, work, new Results.Table(workload, size, measure), TIDEMARK, baseline, limit);
	}

	private static Target grouped(String key, int size) {
		return new Target(key, "apply %s, grouped".formatted(Numbers.grouped(size)),
				new Results.Table("apply", size, Measure.TIME), "tidemark-grouped", "raw-onetx", 1.10);
	}

	private static Target count(String key, String work, String workload, int size, Measure measure, double limit) {
		return new Target(key, work, new Results.Table(workload, size, measure), TIDEMARK, null, limit);
	}

}
