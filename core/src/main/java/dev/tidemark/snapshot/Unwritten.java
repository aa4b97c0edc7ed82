package dev.tidemark.snapshot;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Finds what is in a database and not in its snapshot, so that nothing is lost in
 * silence: every object that no statement makes, whatever its kind, and what is no
 * object.
 */
final class Unwritten {

	private static final String OF_DATABASE = """
			SELECT format('setting %s of %s', split_part(x.setting, '=', 1),
			              CASE x.setrole WHEN 0 THEN 'the database' ELSE format('%I in the database', pg_get_userbyid(x.setrole)) END)
			FROM (SELECT s.setrole, unnest(s.setconfig) AS setting FROM pg_db_role_setting s
			      WHERE s.setdatabase = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())) x
			UNION ALL
			SELECT 'comment on the database' FROM pg_database d
			WHERE d.datname = current_database() AND shobj_description(d.oid, 'pg_database') IS NOT NULL
			UNION ALL
			SELECT 'privileges on the database' FROM pg_database d WHERE d.datname = current_database() AND d.datacl IS NOT NULL
			ORDER BY 1
			""";

	private static final String BESIDES = """
			SELECT DISTINCT format('state of the triggers of constraint %I on %s', k.conname, r.name)
			FROM pg_trigger t JOIN relations r ON r.oid = t.tgrelid JOIN pg_constraint k ON k.oid = t.tgconstraint AND k.contype <> 't'
			WHERE t.tgisinternal AND t.tgenabled <> 'O'
			UNION ALL
			SELECT format('privileges on %s %s of extension %I', i.type, i.identity, x.extname)
			FROM (SELECT 'pg_class'::regclass AS catalog, oid, relacl AS acl FROM pg_class
			      UNION ALL SELECT 'pg_proc'::regclass, oid, proacl FROM pg_proc
			      UNION ALL SELECT 'pg_type'::regclass, oid, typacl FROM pg_type
			      UNION ALL SELECT 'pg_namespace'::regclass, oid, nspacl FROM pg_namespace
			      UNION ALL SELECT 'pg_language'::regclass, oid, lanacl FROM pg_language) o
			JOIN pg_depend e ON e.classid = o.catalog AND e.objid = o.oid AND e.deptype = 'e'
			JOIN pg_extension x ON x.oid = e.refobjid
			LEFT JOIN pg_init_privs p ON p.classoid = o.catalog AND p.objoid = o.oid AND p.objsubid = 0
			CROSS JOIN LATERAL pg_identify_object(o.catalog, o.oid, 0) i
			WHERE o.acl IS DISTINCT FROM p.initprivs
			UNION ALL
			SELECT format('security label on %s', l.objname) FROM pg_seclabels l
			UNION ALL
			SELECT format('subscription %I', s.subname) FROM pg_subscription s
			WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
			UNION ALL
			SELECT format('user mapping of %I for server %I', m.usename, m.srvname) FROM pg_user_mappings m
			UNION ALL
			SELECT format('%s large objects', count(*)) FROM pg_largeobject_metadata HAVING count(*) > 0
			ORDER BY 1
			""";

	private static final String TABLESPACES = """
			SELECT format('%s %s in %I', i.type, i.identity, s.spcname)
			FROM pg_class c JOIN namespaces n ON n.oid = c.relnamespace JOIN pg_tablespace s ON s.oid = c.reltablespace
			CROSS JOIN LATERAL pg_identify_object('pg_class'::regclass, c.oid, 0) i
			WHERE NOT EXISTS (SELECT FROM left_out l WHERE l.oid = c.oid)
			  AND NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
			ORDER BY 1
			""";

	private static final String POLICY_ROLES = """
			SELECT DISTINCT pg_get_userbyid(x) FROM pg_policy p JOIN relations r ON r.oid = p.polrelid CROSS JOIN LATERAL unnest(p.polroles) x
			WHERE x <> 0 ORDER BY 1
			""";

	private final Catalog catalog;

	private final SnapshotSettings settings;

	Unwritten(Catalog catalog, SnapshotSettings settings) {
		this.catalog = catalog;
		this.settings = settings;
	}

	/**
	 * Lists what is not written.
	 */
	List<String> list(ObjectGraph graph) throws SQLException {
		List<String> list = new ArrayList<>();
		Map<ObjectId, ObjectId> owners = this.catalog.owners();
		this.catalog.everything().forEach((id, text) -> {
			// what is made with another object is lost with it, and that one is named
			if (graph.find(id) == null && !owners.containsKey(id)) {
				list.add(text);
			}
		});
		Collections.sort(list);
		list.addAll(this.catalog.texts(BESIDES));
		if (!this.settings.ofMigrationsAlone()) {
			list.addAll(this.catalog.texts(OF_DATABASE));
		}
		if (!this.settings.grants()) {
			list.addAll(grants());
		}
		return list;
	}

	private List<String> grants() throws SQLException {
		List<String> list = new ArrayList<>();
		this.catalog.details(List.of(AccessQueries.OF_ROLES))
			.forEach((detail) -> list.add(withoutEnd(detail.statement())));
		this.catalog.objects(List.of(new ObjectQuery(ObjectKind.DEFAULT_PRIVILEGES, AccessQueries.DEFAULTS)))
			.forEach((object) -> list.add(withoutEnd(object.statement())));
		return list;
	}

	private static String withoutEnd(String statement) {
		return statement.substring(0, statement.length() - 1);
	}

	/**
	 * Returns what deserves attention of what is written.
	 */
	List<String> warnings() throws SQLException {
		List<String> warnings = new ArrayList<>();
		List<String> roles = this.catalog.texts(POLICY_ROLES);
		if (!roles.isEmpty()) {
			warnings.add("Policies name roles that have to exist wherever the snapshot is applied: "
					+ String.join(", ", roles));
		}
		List<String> places = this.catalog.texts(TABLESPACES);
		if (!places.isEmpty()) {
			warnings.add("Tablespaces are not written, so that these will be where the database is: "
					+ String.join(", ", places));
		}
		return warnings;
	}

}
