package dev.tidemark.baseline;

import java.util.Collection;
import java.util.List;

import dev.tidemark.jdbc.Session;
import dev.tidemark.sql.ObjectName;

/**
 * Finds what is there already of what migrations create: in the schema that they name, or
 * where their unqualified names lead.
 */
public final class SameNames {

	private static final String SQL = """
			SELECT n.nspname, c.relname, n.nspname = ANY (pg_catalog.current_schemas(false)) AS visible,
			       CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
			                      WHEN 'f' THEN 'foreign table' ELSE 'table' END AS kind
			FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relname IN (:names) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
			  AND pg_catalog.left(n.nspname::text, 3) <> 'pg_' AND n.nspname <> 'information_schema'
			  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
			                  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
			ORDER BY c.relkind IN ('r', 'p') DESC, n.nspname, c.relname
			""";

	private SameNames() {
	}

	/**
	 * Asks the server.
	 * @param session the session
	 * @param created the names of what migrations create
	 * @return what there is, for people, such as {@code table app.users}
	 */
	public static List<String> find(Session session, Collection<ObjectName> created) {
		if (created.isEmpty()) {
			return List.of();
		}
		return session.jdbc()
			.sql(SQL)
			.param("names", created.stream().map(ObjectName::name).distinct().toList())
			.query((row, number) -> new Found(row.getString("kind"),
					new ObjectName(row.getString("nspname"), row.getString("relname")), row.getBoolean("visible")))
			.list()
			.stream()
			.filter((found) -> found.isOneOf(created))
			.map(Found::text)
			.toList();
	}

	private record Found(String kind, ObjectName name, boolean visible) {

		boolean isOneOf(Collection<ObjectName> created) {
			return created.contains(this.name)
					|| (this.visible && created.contains(new ObjectName(null, this.name.name())));
		}

		String text() {
			return "%s %s.%s".formatted(this.kind, this.name.schema(), this.name.name());
		}

	}

}
