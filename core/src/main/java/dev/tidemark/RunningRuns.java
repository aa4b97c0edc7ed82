package dev.tidemark;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.tidemark.jdbc.Cancellation;

/**
 * The runs that are under way in this process, so that they can be cancelled.
 * Thread-safe.
 */
final class RunningRuns {

	private final Set<Cancellation> runs = ConcurrentHashMap.newKeySet();

	<T> T run(Function<Cancellation, T> work) {
		Cancellation cancellation = new Cancellation();
		this.runs.add(cancellation);
		try {
			return work.apply(cancellation);
		}
		finally {
			this.runs.remove(cancellation);
		}
	}

	void cancel() {
		this.runs.forEach(Cancellation::request);
	}

}
