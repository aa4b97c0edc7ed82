package dev.tidemark.sql;

/**
 * The SQL that gives back what a script left in a session: the parts of DISCARD ALL,
 * except that our own lock is kept.
 */
public final class SessionReset {

	/** Gives back everything but advisory locks. */
	public static final String STATEMENTS = """
			SET SESSION AUTHORIZATION DEFAULT;
			RESET ROLE;
			RESET ALL;
			DEALLOCATE ALL;
			CLOSE ALL;
			UNLISTEN *;
			DISCARD PLANS;
			DISCARD TEMP;
			DISCARD SEQUENCES;
			""";

	private static final String KEEP = """
			SELECT coalesce(pg_catalog.bool_or(
			         CASE
			           WHEN NOT two AND key = %1$s THEN NOT shared
			           WHEN CASE
			                  WHEN two AND shared THEN pg_catalog.pg_advisory_unlock_shared(high, low)
			                  WHEN two THEN pg_catalog.pg_advisory_unlock(high, low)
			                  WHEN shared THEN pg_catalog.pg_advisory_unlock_shared(key)
			                  ELSE pg_catalog.pg_advisory_unlock(key)
			                END THEN false
			         END), false) AS kept
			FROM (SELECT objsubid = 2 AS two, mode = 'ShareLock' AS shared,
			             (classid::bigint << 32) | objid::bigint AS key,
			             (classid::bigint - CASE WHEN classid::bigint > 2147483647 THEN 4294967296 ELSE 0 END)::int AS high,
			             (objid::bigint - CASE WHEN objid::bigint > 2147483647 THEN 4294967296 ELSE 0 END)::int AS low
			      FROM pg_catalog.pg_locks
			      WHERE locktype = 'advisory' AND granted AND pid = pg_catalog.pg_backend_pid()) held""";

	private SessionReset() {
	}

	/**
	 * Returns the query that frees the advisory locks of the session but one.
	 * @param key the key of the one that is kept, as SQL
	 * @return the query, without a semicolon; its one value tells whether that one is
	 * held
	 */
	public static String keepOnly(String key) {
		return KEEP.formatted(key);
	}

}
