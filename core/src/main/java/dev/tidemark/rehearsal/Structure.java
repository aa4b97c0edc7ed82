package dev.tidemark.rehearsal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.tidemark.jdbc.Session;

/**
 * The tables, views, indexes and sequences of a database with their columns, as far as
 * migrations make them.
 */
public final class Structure {

	private static final int SHOWN = 5;

	private static final String SQL = """
			SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
			       c.relkind::text || coalesce((
			         SELECT pg_catalog.string_agg(pg_catalog.format('%I %s %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
			                                                        a.attnotnull), ', ' ORDER BY a.attname)
			         FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '') AS made
			FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f', 'i', 'I', 'S') AND n.nspname <> 'information_schema'
			  AND pg_catalog.left(n.nspname::text, 3) <> 'pg_' AND c.relname NOT LIKE :history
			  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.deptype = 'e'
			                  AND ((d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid)
			                    OR (d.classid = 'pg_catalog.pg_namespace'::regclass AND d.objid = n.oid)))
			""";

	private final Map<String, String> relations = new HashMap<>();

	private Structure() {
	}

	/**
	 * Reads the structure, and waits for nobody.
	 * @param session a session of the database
	 * @param history the name of Tidemark's own table, which is left out
	 * @return the structure
	 */
	public static Structure of(Session session, String history) {
		Structure structure = new Structure();
		session.jdbc()
			.sql(SQL)
			.param("history", history.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%") + "%")
			.query((row, number) -> Map.entry(row.getString("name"), row.getString("made")))
			.list()
			.forEach((entry) -> structure.relations.put(entry.getKey(), entry.getValue()));
		return structure;
	}

	/**
	 * Finds what is different.
	 * @param other another database
	 * @return a few names for people, or nothing where both are the same
	 */
	public List<String> differences(Structure other) {
		TreeSet<String> names = new TreeSet<>(this.relations.keySet());
		names.addAll(other.relations.keySet());
		names.removeIf((name) -> this.relations.containsKey(name)
				&& this.relations.get(name).equals(other.relations.get(name)));
		List<String> shown = names.stream().limit(SHOWN).toList();
		int more = names.size() - shown.size();
		return (more == 0) ? shown : Stream.concat(shown.stream(), Stream.of(more + " more")).toList();
	}

}
