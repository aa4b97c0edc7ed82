package dev.tidemark.rehearsal;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tidemark.jdbc.Session;

/**
 * Asks a session what it has locked, and remembers how its relations were before. The
 * system catalogs, which our own questions lock too, and temporary tables, which are
 * nobody else's, are left out.
 */
final class RelationCatalog {

	/** The first identity that is not the system's own. */
	private static final int FIRST_OID = 16384;

	private static final String ALL = """
			SELECT c.oid::bigint AS oid, pg_catalog.format('%%I.%%I', n.nspname, c.relname) AS name, c.relkind::text AS kind,
			       c.relfilenode::bigint AS file, 0::bigint AS scans, ARRAY[]::text[] AS modes
			FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE c.oid >= %1$d AND pg_catalog.left(n.nspname::text, 3) <> 'pg_'
			"""
		.formatted(FIRST_OID);

	private static final String LOCKED = """
			SELECT l.relation::bigint AS oid, pg_catalog.quote_ident(n.nspname::text) || '.' || pg_catalog.quote_ident(c.relname::text) AS name, c.relkind::text AS kind,
			       c.relfilenode::bigint AS file, coalesce(pg_catalog.pg_stat_get_xact_numscans(l.relation), 0) AS scans, l.modes
			FROM (SELECT relation, pg_catalog.array_agg(mode) AS modes FROM pg_catalog.pg_locks
			      WHERE pid = pg_catalog.pg_backend_pid() AND locktype = 'relation' AND granted AND relation >= %1$d
			        AND database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
			      GROUP BY relation) l
			LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation
			LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE pg_catalog.left(coalesce(n.nspname::text, ''), 3) <> 'pg_'
			ORDER BY l.relation
			"""
		.formatted(FIRST_OID);

	private static final String SCANNED = """
			SELECT c.oid::bigint AS oid, pg_catalog.pg_stat_get_xact_numscans(c.oid) AS scans FROM pg_catalog.pg_class c
			WHERE c.oid >= %1$d AND c.relkind IN ('r', 'm') AND pg_catalog.pg_stat_get_xact_numscans(c.oid) > 0
			""".formatted(FIRST_OID);

	private final Session session;

	private final Map<Long, SeenRelation> before = new HashMap<>();

	private final Map<Long, Long> files = new HashMap<>();

	RelationCatalog(Session session) {
		this.session = session;
		for (SeenRelation relation : all()) {
			this.before.put(relation.oid(), relation);
			this.files.put(relation.oid(), relation.fileNode());
		}
	}

	/**
	 * Returns every relation.
	 */
	List<SeenRelation> all() {
		return this.session.jdbc().sql(ALL).query((row, number) -> relation(row)).list();
	}

	/**
	 * Returns the relations that the transaction has locked; of one that it has dropped
	 * what was known before.
	 */
	List<SeenRelation> locked() {
		List<SeenRelation> locked = new ArrayList<>();
		for (SeenRelation seen : this.session.jdbc().sql(LOCKED).query((row, number) -> relation(row)).list()) {
			SeenRelation known = this.before.get(seen.oid());
			if (known != null) {
				// under the name that others know
				locked.add(new SeenRelation(seen.oid(), known.name(), known.kind(),
						seen.kind().isEmpty() ? known.fileNode() : seen.fileNode(), seen.scans(), seen.modes()));
			}
			else if (!seen.kind().isEmpty()) {
				locked.add(seen);
			}
		}
		return locked;
	}

	/**
	 * Returns how often each relation was already read when the transaction began, as the
	 * server counts some of what came before it.
	 */
	Map<Long, Long> scans() {
		Map<Long, Long> scans = new HashMap<>();
		this.session.jdbc()
			.sql(SCANNED)
			.query((row, number) -> Map.entry(row.getLong("oid"), row.getLong("scans")))
			.list()
			.forEach((entry) -> scans.put(entry.getKey(), entry.getValue()));
		return scans;
	}

	/**
	 * Tells whether the relation was there before the rehearsal, so that others use it.
	 */
	boolean existed(SeenRelation relation) {
		return this.before.containsKey(relation.oid());
	}

	/**
	 * Tells whether the relation was written anew since it was last asked.
	 */
	boolean rewritten(SeenRelation relation) {
		Long file = this.files.put(relation.oid(), relation.fileNode());
		return file != null && file != relation.fileNode();
	}

	private static SeenRelation relation(ResultSet row) throws SQLException {
		Array modes = row.getArray("modes");
		List<String> words = Arrays.stream((String[]) modes.getArray()).map(LockModes::words).toList();
		String kind = row.getString("kind");
		return new SeenRelation(row.getLong("oid"), row.getString("name"), (kind != null) ? kind : "",
				row.getLong("file"), row.getLong("scans"), words);
	}

}
