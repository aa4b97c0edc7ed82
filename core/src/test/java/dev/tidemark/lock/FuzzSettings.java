package dev.tidemark.lock;

import java.time.Duration;
import java.util.Random;

/**
 * The seed of a fuzz test and how long it runs: {@code -Dtidemark.fuzz.seed=…} repeats
 * one, {@code -Dtidemark.fuzz.seconds=…} lets each test run longer.
 */
final class FuzzSettings {

	private FuzzSettings() {
	}

	static long seed(String test) {
		long seed = Long.getLong("tidemark.fuzz.seed", new Random().nextLong());
		System.out.printf("%s: -Dtidemark.fuzz.seed=%d%n", test, seed);
		return seed;
	}

	static long deadline(int usualSeconds) {
		return System.nanoTime()
				+ Duration.ofSeconds(Integer.getInteger("tidemark.fuzz.seconds", usualSeconds)).toNanos();
	}

}
