package dev.tidemark.benchmark.workload;

import java.util.function.Consumer;

import dev.tidemark.benchmark.result.Sample;

/**
 * Something that all contenders do, one after another in each round, so that what slows
 * the machine down for a while slows down all of them.
 */
public interface Workload {

	/**
	 * What it is called, how much of it there is, and how often it is run.
	 * @return the same each time
	 */
	Terms terms();

	/**
	 * Prepares what all rounds need; called once, before the first.
	 * @throws Exception if that is not possible
	 */
	default void prepare() throws Exception {
	}

	/**
	 * Runs every contender once.
	 * @param round counts from 0, with the rounds that are not measured; who is first
	 * should change with it
	 * @param recorder takes what was measured
	 * @throws Exception if a contender failed
	 */
	void run(int round, Consumer<Sample> recorder) throws Exception;

	/**
	 * Removes what {@link #prepare()} made.
	 * @throws Exception if that is not possible
	 */
	default void cleanUp() throws Exception {
	}

	/**
	 * What is fixed about a workload before it begins.
	 *
	 * @param name what it is called in the tables and by {@code benchmark.only}, such as
	 * {@code nothing-to-do}
	 * @param size how much of it, such as the number of migrations; by it
	 * {@code benchmark.sizes} chooses
	 * @param baseline the contender that the others are compared with
	 * @param rounds how many rounds are measured where {@code benchmark.rounds} does not
	 * say, at least 1
	 * @param warmUpRounds how many rounds are run before, and not measured
	 */
	record Terms(String name, int size, String baseline, int rounds, int warmUpRounds) {
	}

}
