package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Does the same to many things, on several processors where they are many. The threads
 * have ended when it returns; results are in the order of the things.
 */
final class ParallelWork {

	/** So much that starting a thread costs nothing beside it. */
	private static final int PIECE = 128;

	private static final int MOST_THREADS = 8;

	private ParallelWork() {
	}

	static <T, R> List<R> map(List<T> things, Function<T, R> work) {
		List<FutureTask<List<R>>> pieces = new ArrayList<>();
		for (int start = 0; start < things.size(); start += PIECE) {
			List<T> piece = things.subList(start, Math.min(things.size(), start + PIECE));
			pieces.add(new FutureTask<>(() -> results(piece, work)));
		}
		// a task that somebody has begun is not run again
		Runnable all = () -> pieces.forEach(FutureTask::run);
		int threads = Math.min(MOST_THREADS, Math.min(Runtime.getRuntime().availableProcessors(), pieces.size()));
		List<Thread> helpers = Stream.generate(() -> thread(all)).limit(Math.max(0, threads - 1)).toList();
		helpers.forEach(Thread::start);
		all.run();
		helpers.forEach(ParallelWork::join);
		List<R> results = new ArrayList<>(things.size());
		pieces.forEach((piece) -> results.addAll(result(piece)));
		return results;
	}

	private static <T, R> List<R> results(List<T> things, Function<T, R> work) {
		List<R> results = new ArrayList<>(things.size());
		things.forEach((thing) -> results.add(work.apply(thing)));
		return results;
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "tidemark-discovery");
		thread.setDaemon(true);
		return thread;
	}

	private static void join(Thread thread) {
		boolean interrupted = false;
		while (thread.isAlive()) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private static <R> R result(FutureTask<R> done) {
		try {
			return done.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof RuntimeException fault) ? fault : new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("What is done is not waited for", ex);
		}
	}

}
