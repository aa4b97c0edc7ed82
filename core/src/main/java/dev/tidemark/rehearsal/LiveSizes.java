package dev.tidemark.rehearsal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tidemark.jdbc.Session;

/**
 * Tells how large relations of the live database are, without waiting for anybody who has
 * locked them.
 */
public final class LiveSizes {

	private static final String SQL = """
			SELECT wanted.name, c.reltuples::bigint AS estimate, pg_catalog.pg_stat_get_live_tuples(c.oid) AS counted,
			       greatest(c.relpages::bigint * pg_catalog.current_setting('block_size')::bigint,
			                CASE WHEN NOT EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE l.relation = c.oid
			                                      AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_catalog.pg_backend_pid())
			                     THEN pg_catalog.pg_relation_size(c.oid) END) AS bytes
			FROM unnest(CAST(:names AS text[])) AS wanted (name)
			JOIN (pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace)
			  ON pg_catalog.format('%I.%I', n.nspname, c.relname) = wanted.name
			WHERE c.relkind IN ('r', 'm', 'p', 'i', 't')
			""";

	private final Session session;

	private final Map<String, Size> known = new HashMap<>();

	/**
	 * Asks a session.
	 * @param session a session of the live database
	 */
	public LiveSizes(Session session) {
		this.session = session;
	}

	/**
	 * Finds sizes.
	 * @param names names with their schema, quoted where needed
	 */
	void find(Collection<String> names) {
		List<String> unknown = names.stream().filter((name) -> !this.known.containsKey(name)).distinct().toList();
		if (unknown.isEmpty()) {
			return;
		}
		unknown.forEach((name) -> this.known.put(name, Size.UNKNOWN));
		this.session.jdbc().sql(SQL).param("names", unknown.toArray(String[]::new)).query((row, number) -> {
			long estimate = row.getLong("estimate");
			long counted = row.getLong("counted");
			long rows = (estimate >= 0) ? estimate : (counted > 0) ? counted : -1;
			return Map.entry(row.getString("name"), new Size(row.getLong("bytes"), rows));
		}).list().forEach((entry) -> this.known.put(entry.getKey(), entry.getValue()));
	}

	Size of(String name) {
		return this.known.getOrDefault(name, Size.UNKNOWN);
	}

	/**
	 * A size.
	 *
	 * @param bytes the size without indexes, or -1
	 * @param rows the estimated rows, or -1
	 */
	record Size(long bytes, long rows) {

		static final Size UNKNOWN = new Size(-1, -1);

	}

}
