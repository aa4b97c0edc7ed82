package dev.tidemark.benchmark.workload;

import java.util.function.Consumer;

import dev.tidemark.benchmark.result.Sample;

/**
 * Something that all contenders do, one after another in each round, so that what slows
 * the machine down for a while slows down all of them.
 */
public interface Workload {

	/**
	 * What it is called in the tables and by {@code benchmark.only}.
	 * @return a name such as {@code nothing-to-do}
	 */
	String name();

	/**
	 * How much of it, such as the number of migrations.
	 * @return the size, by which {@code benchmark.sizes} chooses
	 */
	int size();

	/**
	 * Whom the others are compared with.
	 * @return a contender's name
	 */
	String baseline();

	/**
	 * How many rounds are measured where {@code benchmark.rounds} does not say.
	 * @return at least 1
	 */
	int rounds();

	/**
	 * How many rounds are run before, and not measured.
	 * @return 0 or more
	 */
	default int warmUpRounds() {
		return 1;
	}

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

}
