package dev.tidemark.history;

import java.util.List;

import dev.tidemark.jdbc.Session;

/**
 * Finds out who could have written a stored script besides those who could run it
 * themselves: the owner of the history, the role that asks, members of either, and
 * superusers.
 */
public final class HistoryWriters {

	private static final String REVOKES = """
			WITH history AS (SELECT oid, relowner, relacl FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(:history)),
			granted AS (
			  SELECT a.grantee, NULL AS attname, a.privilege_type
			  FROM history h CROSS JOIN LATERAL pg_catalog.aclexplode(h.relacl) a
			  UNION ALL
			  SELECT a.grantee, c.attname::text, a.privilege_type
			  FROM history h JOIN pg_catalog.pg_attribute c ON c.attrelid = h.oid AND c.attacl IS NOT NULL
			  CROSS JOIN LATERAL pg_catalog.aclexplode(c.attacl) a
			),
			revokes AS (
			  SELECT grantee, pg_catalog.format('REVOKE %s ON %s FROM %s',
			           pg_catalog.string_agg(privilege_type || coalesce(' (' || pg_catalog.quote_ident(attname) || ')', ''), ', '
			                      ORDER BY privilege_type, attname),
			           :history, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::pg_catalog.regrole::text END) AS revoke
			  FROM granted WHERE privilege_type IN ('INSERT', 'UPDATE', 'TRIGGER') GROUP BY grantee
			  UNION ALL
			  SELECT m.member, pg_catalog.format('REVOKE %s FROM %s', m.roleid::pg_catalog.regrole, m.member::pg_catalog.regrole)
			  FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles w ON w.oid = m.roleid
			  WHERE w.rolname = 'pg_write_all_data'
			)
			SELECT DISTINCT revoke FROM revokes r CROSS JOIN history h LEFT JOIN pg_catalog.pg_roles g ON g.oid = r.grantee
			WHERE r.grantee = 0
			   OR NOT (g.rolsuper OR pg_catalog.pg_has_role(r.grantee, h.relowner, 'MEMBER') OR pg_catalog.pg_has_role(r.grantee, current_user, 'MEMBER'))
			ORDER BY revoke
			""";

	private HistoryWriters() {
	}

	/**
	 * Asks what would have to be taken back so that nobody else could write.
	 * @param session the session
	 * @param table the table
	 * @return statements, none where nobody else can
	 */
	public static List<String> revokes(Session session, HistoryTable table) {
		return session.jdbc().sql(REVOKES).param("history", table.qualified()).query(String.class).list();
	}

}
