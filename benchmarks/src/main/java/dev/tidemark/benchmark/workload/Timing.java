package dev.tidemark.benchmark.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures time, and gives each contender a turn to be first.
 */
final class Timing {

	private static final double NANOS_PER_MILLI = 1e6;

	private Timing() {
	}

	/**
	 * Times work, without the garbage of what ran before.
	 * @return milliseconds
	 */
	static double millis(Work work) throws Exception {
		System.gc();
		long start = System.nanoTime();
		work.run();
		return (System.nanoTime() - start) / NANOS_PER_MILLI;
	}

	/**
	 * Begins with another one in each round.
	 */
	static <T> List<T> inTurn(List<T> all, int round) {
		List<T> turned = new ArrayList<>(all);
		Collections.rotate(turned, -round);
		return turned;
	}

	/**
	 * What is timed.
	 */
	@FunctionalInterface
	interface Work {

		void run() throws Exception;

	}

}
