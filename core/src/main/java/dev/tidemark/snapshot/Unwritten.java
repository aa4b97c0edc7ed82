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

	private static final String BESIDES = """
			SELECT format('setting %s of the database', split_part(x.setting, '=', 1))
			FROM (SELECT unnest(s.setconfig) AS setting FROM pg_db_role_setting s
			      WHERE s.setrole = 0 AND s.setdatabase = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())) x
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
		List<String> roles = this.catalog.texts(POLICY_ROLES);
		return roles.isEmpty() ? List.of() : List
			.of("Policies name roles that have to exist wherever the snapshot is applied: " + String.join(", ", roles));
	}

}
