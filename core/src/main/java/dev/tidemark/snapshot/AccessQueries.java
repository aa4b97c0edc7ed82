package dev.tidemark.snapshot;

/**
 * Reads who may do what. Owners are never written: they are whoever runs the script.
 */
final class AccessQueries {

	/** A privilege each, where it is not what the server gives by itself. */
	private static final String PRIVILEGES = """
			, securable AS (
			  SELECT 'pg_namespace'::regclass AS catalog, n.oid, 'SCHEMA ' || n.name AS target, '' AS part, n.nspowner AS owner, n.nspacl AS acl,
			         CASE WHEN n.nspname <> 'public' THEN acldefault('n', n.nspowner)
			           ELSE acldefault('n', n.nspowner) || makeaclitem(0, n.nspowner, 'USAGE', false)
			             || CASE WHEN current_setting('server_version_num')::int < 150000 THEN ARRAY[makeaclitem(0, n.nspowner, 'CREATE', false)] ELSE '{}' END
			         END AS usual
			  FROM schemas n
			  UNION ALL
			  SELECT 'pg_class'::regclass, r.oid, CASE r.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || r.name, '', r.relowner, r.relacl,
			         acldefault(CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", r.relowner)
			  FROM relations r WHERE r.relkind <> 'c'
			  UNION ALL
			  SELECT 'pg_class'::regclass, r.oid, 'TABLE ' || r.name, format(' (%I)', a.attname), r.relowner, a.attacl, acldefault('c', r.relowner)
			  FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attacl IS NOT NULL
			  UNION ALL
			  SELECT 'pg_proc'::regclass, p.oid, CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || p.name, '', p.proowner, p.proacl, acldefault('f', p.proowner)
			  FROM routines p
			  UNION ALL
			  SELECT 'pg_type'::regclass, t.oid, CASE t.typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END || t.name, '', t.typowner, t.typacl, acldefault('T', t.typowner)
			  FROM types t
			), privileges AS (
			  SELECT s.catalog, s.oid, s.target, s.part, x.grantee, x.privilege_type, x.is_grantable, true AS given
			  FROM securable s CROSS JOIN LATERAL (SELECT * FROM aclexplode(s.acl) EXCEPT SELECT * FROM aclexplode(s.usual)) x
			  WHERE s.acl IS NOT NULL AND x.grantee <> s.owner
			  UNION ALL
			  SELECT s.catalog, s.oid, s.target, s.part, x.grantee, x.privilege_type, x.is_grantable, false
			  FROM securable s CROSS JOIN LATERAL (SELECT * FROM aclexplode(s.usual) EXCEPT SELECT * FROM aclexplode(s.acl)) x
			  WHERE s.acl IS NOT NULL AND x.grantee <> s.owner
			)
			""";

	private static final String STATEMENTS = PRIVILEGES
			+ """
					SELECT p.catalog::oid::bigint, p.oid::bigint, concat_ws(' ', p.target, p.part, g.role), concat(
					  CASE WHEN p.given THEN 'GRANT ' ELSE 'REVOKE ' END,
					  string_agg(p.privilege_type || p.part, ', ' ORDER BY p.privilege_type), ' ON ', p.target,
					  CASE WHEN p.given THEN ' TO ' ELSE ' FROM ' END, g.role, CASE WHEN p.is_grantable THEN ' WITH GRANT OPTION' END, ';')
					FROM privileges p
					CROSS JOIN LATERAL (SELECT CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS role) g
					WHERE p.grantee %s 0
					GROUP BY p.catalog, p.oid, p.target, p.part, g.role, p.given, p.is_grantable
					""";

	/** What everybody may and may not do, which is the same in every environment. */
	static final String OF_EVERYBODY = STATEMENTS.replace("p.grantee %s 0", "p.grantee = 0");

	/** What roles may do, which are not the same in every environment. */
	static final String OF_ROLES = STATEMENTS.replace("p.grantee %s 0", "p.grantee <> 0");

	static final String DEFAULTS = """
			, given AS (
			  SELECT d.oid, d.defaclrole, d.defaclnamespace, d.defaclobjtype, x.grantee, x.privilege_type, x.is_grantable, true AS given
			  FROM pg_default_acl d CROSS JOIN LATERAL (
			    SELECT * FROM aclexplode(d.defaclacl)
			    EXCEPT SELECT * FROM aclexplode(CASE WHEN d.defaclnamespace = 0 THEN acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END::"char", d.defaclrole) END)) x
			  UNION ALL
			  SELECT d.oid, d.defaclrole, d.defaclnamespace, d.defaclobjtype, x.grantee, x.privilege_type, x.is_grantable, false
			  FROM pg_default_acl d CROSS JOIN LATERAL (
			    SELECT * FROM aclexplode(acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END::"char", d.defaclrole)) EXCEPT SELECT * FROM aclexplode(d.defaclacl)) x
			  WHERE d.defaclnamespace = 0
			)
			SELECT %d, (row_number() OVER (ORDER BY s.statement))::bigint, s.statement, s.statement
			FROM (
			  SELECT concat('ALTER DEFAULT PRIVILEGES',
			    CASE WHEN pg_get_userbyid(g.defaclrole) <> current_user THEN format(' FOR ROLE %%I', pg_get_userbyid(g.defaclrole)) END,
			    (SELECT format(' IN SCHEMA %%I', n.nspname) FROM pg_namespace n WHERE n.oid = g.defaclnamespace),
			    CASE WHEN g.given THEN ' GRANT ' ELSE ' REVOKE ' END, string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type), ' ON ',
			    CASE g.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END,
			    CASE WHEN g.given THEN ' TO ' ELSE ' FROM ' END, CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END,
			    CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' END, ';') AS statement
			  FROM given g
			  GROUP BY g.oid, g.defaclrole, g.defaclnamespace, g.defaclobjtype, g.grantee, g.given, g.is_grantable
			) s
			"""
		.formatted(CatalogLinks.DEFAULT_PRIVILEGES);

	private AccessQueries() {
	}

}
