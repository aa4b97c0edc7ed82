package dev.tidemark.execution;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Session;

/**
 * Whether a backend waits for a lock at this moment.
 *
 * @param waitId what tells one wait from the next, or {@code null} when it does not wait
 * @param waited how long it has waited
 * @param holdsStrongLock whether it holds a lock that stops others from writing
 */
record LockWaitSample(@Nullable String waitId, Duration waited, boolean holdsStrongLock) {

	private static final String SQL = """
			SELECT min(waitstart)::text AS wait_id,
			       coalesce(extract(epoch FROM pg_catalog.clock_timestamp() - min(waitstart)) * 1000, 0)::bigint AS waited_ms,
			       EXISTS (SELECT FROM pg_catalog.pg_locks
			               WHERE pid = :pid AND granted AND locktype = 'relation'
			                 AND mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')) AS strong
			FROM pg_catalog.pg_locks WHERE pid = :pid AND NOT granted
			""";

	static LockWaitSample take(Session watching, int pid) {
		return watching.jdbc()
			.sql(SQL)
			.param("pid", pid)
			.query((row, number) -> new LockWaitSample(row.getString("wait_id"),
					Duration.ofMillis(row.getLong("waited_ms")), row.getBoolean("strong")))
			.single();
	}

	boolean waiting() {
		return this.waitId != null;
	}

}
