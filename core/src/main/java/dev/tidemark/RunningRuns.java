package dev.tidemark;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runs that are under way in this process, so that they can be cancelled.
 * Thread-safe.
 */
final class RunningRuns {

	private final Set<MigrationRun> runs = ConcurrentHashMap.newKeySet();

	<T> T run(MigrationRun run, Action<T> action) {
		this.runs.add(run);
		try (run) {
			return action.apply(run);
		}
		finally {
			this.runs.remove(run);
		}
	}

	void cancel() {
		this.runs.forEach(MigrationRun::cancel);
	}

	/**
	 * What is done in a run.
	 *
	 * @param <T> what comes of it
	 */
	@FunctionalInterface
	interface Action<T> {

		T apply(MigrationRun run);

	}

}
