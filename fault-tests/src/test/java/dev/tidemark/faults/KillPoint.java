package dev.tidemark.faults;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A moment at which a process dies.
 *
 * @param request the request of the migration connection, from 1
 * @param answered whether the server has answered it by then, or has not even got it
 */
record KillPoint(int request, boolean answered) {

	static List<KillPoint> all(int requests) {
		return IntStream.rangeClosed(1, requests)
			.boxed()
			.flatMap((request) -> Stream.of(new KillPoint(request, false), new KillPoint(request, true)))
			.toList();
	}

	@Override
	public String toString() {
		return (this.answered ? "after the answer to" : "before") + " request " + this.request;
	}

}
