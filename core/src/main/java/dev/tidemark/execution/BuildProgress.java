package dev.tidemark.execution;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

import dev.tidemark.jdbc.Session;

/**
 * Asks how far the build of an index has come: first when it has taken a while, then ever
 * less often.
 */
final class BuildProgress {

	private static final Duration FIRST = Duration.ofSeconds(5);

	private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

	private static final String SQL = """
			SELECT phase,
			       CASE kind WHEN 'sessions' THEN lockers_done WHEN 'rows' THEN tuples_done ELSE blocks_done END AS done,
			       CASE kind WHEN 'sessions' THEN lockers_total WHEN 'rows' THEN tuples_total ELSE blocks_total END AS total,
			       kind
			FROM (SELECT *, CASE WHEN phase LIKE 'waiting for%' THEN 'sessions'
			                     WHEN phase LIKE '%tuples%' THEN 'rows' ELSE 'blocks' END AS kind
			      FROM pg_catalog.pg_stat_progress_create_index WHERE pid = :pid) AS build
			WHERE phase IS NOT NULL
			""";

	private final LongSupplier nanoTime;

	private final long start;

	private Duration next = FIRST;

	BuildProgress(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
	}

	/**
	 * Looks, if it is time to.
	 * @param pid the backend that may build an index
	 * @return how far it is, or nothing
	 */
	Optional<Sample> look(Session watching, int pid) {
		Duration since = Duration.ofNanos(this.nanoTime.getAsLong() - this.start);
		if (since.compareTo(this.next) < 0) {
			return Optional.empty();
		}
		this.next = since.plus((since.compareTo(LONGEST_SILENCE) < 0) ? since : LONGEST_SILENCE);
		return watching.jdbc()
			.sql(SQL)
			.param("pid", pid)
			.query((row, number) -> new Sample(row.getString("phase"), row.getLong("done"), row.getLong("total"),
					row.getString("kind")))
			.optional();
	}

	/**
	 * How far it is.
	 *
	 * @param phase what the server does, in its words
	 * @param done how much of the phase is done
	 * @param total how much there is to do, or 0 where that is not known
	 * @param unit what is counted
	 */
	record Sample(String phase, long done, long total, String unit) {

	}

}
