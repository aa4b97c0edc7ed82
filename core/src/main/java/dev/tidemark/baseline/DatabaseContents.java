package dev.tidemark.baseline;

import java.util.List;

import dev.tidemark.jdbc.Session;

/**
 * What users have created in a database. What belongs to an extension or to the server
 * does not count, nor do tables of ours.
 *
 * @param total how many objects there are in all schemas
 * @param here some of those in the schema in which unqualified names are created and that
 * of the history, for people
 * @param hereTotal how many those are
 */
public record DatabaseContents(int total, List<String> here, int hereTotal) {

	private static final int SHOWN = 5;

	private static final String SQL = """
			WITH objects AS (
			  SELECT relnamespace AS schema, relname AS name, 'pg_catalog.pg_class'::regclass AS class, oid,
			         CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
			                      WHEN 'f' THEN 'foreign table' WHEN 'c' THEN 'type' ELSE 'table' END AS kind
			  FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
			  UNION ALL
			  SELECT pronamespace, proname, 'pg_catalog.pg_proc'::regclass, oid, 'function' FROM pg_catalog.pg_proc
			  UNION ALL
			  SELECT typnamespace, typname, 'pg_catalog.pg_type'::regclass, oid, 'type'
			  FROM pg_catalog.pg_type WHERE typtype IN ('e', 'd', 'r')
			), users AS (
			  SELECT n.nspname, o.name, o.kind, coalesce(n.nspname IN (:schema, pg_catalog.current_schema()), false) AS here
			  FROM objects o JOIN pg_catalog.pg_namespace n ON n.oid = o.schema
			  WHERE pg_catalog.left(n.nspname::text, 3) <> 'pg_' AND n.nspname <> 'information_schema'
			    AND NOT (n.nspname = :schema AND (o.name IN (:ours) OR EXISTS (
			          SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
			          WHERE d.classid = o.class AND d.objid = o.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass
			            AND d.deptype IN ('a', 'i') AND t.relnamespace = o.schema AND t.relname IN (:ours))))
			    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
			                    WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e')
			)
			SELECT nspname, name, kind, here, count(*) OVER () AS total, count(*) FILTER (WHERE here) OVER () AS here_total
			FROM users
			ORDER BY here DESC, kind = 'table' DESC, kind, nspname, name
			LIMIT %d
			"""
		.formatted(SHOWN);

	/**
	 * Copies the list.
	 */
	public DatabaseContents {
		here = List.copyOf(here);
	}

	/**
	 * Asks the server.
	 * @param session the session
	 * @param schema the schema of the history
	 * @param ours the names of our own tables in it, at least one
	 * @return what there is
	 */
	public static DatabaseContents read(Session session, String schema, List<String> ours) {
		List<Found> found = session.jdbc()
			.sql(SQL)
			.param("schema", schema)
			.param("ours", ours)
			.query((row, number) -> new Found(
					"%s %s.%s".formatted(row.getString("kind"), row.getString("nspname"), row.getString("name")),
					row.getBoolean("here"), row.getInt("total"), row.getInt("here_total")))
			.list();
		return found.isEmpty() ? new DatabaseContents(0, List.of(), 0) : new DatabaseContents(found.get(0).total(),
				found.stream().filter(Found::here).map(Found::text).toList(), found.get(0).hereTotal());
	}

	/**
	 * Returns the same, with objects that count as being where migrations write to.
	 * @param others such as {@code table app.users}
	 * @return a copy
	 */
	public DatabaseContents with(List<String> others) {
		return new DatabaseContents(this.total, others.stream().limit(SHOWN).toList(), others.size());
	}

	/**
	 * Tells whether there is nothing at all.
	 * @return whether no schema has an object of a user
	 */
	public boolean isEmpty() {
		return this.total == 0;
	}

	/**
	 * Names some of what is where migrations write to.
	 * @return such as {@code table public.users, view public.names and 12 more}
	 */
	public String describeHere() {
		int more = this.hereTotal - this.here.size();
		return "%s%s".formatted(String.join(", ", this.here), (more > 0) ? " and %d more".formatted(more) : "");
	}

	private record Found(String text, boolean here, int total, int hereTotal) {

	}

}
