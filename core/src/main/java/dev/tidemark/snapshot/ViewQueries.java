package dev.tidemark.snapshot;

import java.util.List;

/**
 * Reads views, rules, triggers, policies and event triggers.
 */
final class ViewQueries {

	private static final String OPTIONS = """
			(SELECT format(' WITH (%s)', string_agg(split_part(x, '=', 1) || '=' || quote_literal(substr(x, strpos(x, '=') + 1)), ', ' ORDER BY x))
			 FROM unnest(r.reloptions) x HAVING count(*) > 0)
			""";

	private static final String VIEWS = """
			SELECT 'pg_class'::regclass::oid::bigint, r.oid::bigint, r.name,
			       concat('CREATE VIEW ', r.name, %s, E' AS\\n', pg_get_viewdef(r.oid))
			FROM relations r WHERE r.relkind = 'v'
			""".formatted(OPTIONS);

	private static final String MATERIALIZED = """
			SELECT 'pg_class'::regclass::oid::bigint, r.oid::bigint, r.name,
			       concat('CREATE MATERIALIZED VIEW ', r.name,
			              (SELECT ' USING ' || quote_ident(m.amname) FROM pg_am m WHERE m.oid = r.relam AND m.amname <> 'heap'),
			              %s, E' AS\\n', rtrim(pg_get_viewdef(r.oid), ';'), E'\\n  WITH NO DATA;')
			FROM relations r WHERE r.relkind = 'm'
			"""
		.formatted(OPTIONS);

	private static final String RULES = """
			SELECT 'pg_rewrite'::regclass::oid::bigint, w.oid::bigint, format('%s %I', r.name, w.rulename),
			       pg_get_ruledef(w.oid) || CASE WHEN e.enabled IS NULL THEN '' ELSE format(E'\\nALTER TABLE %s %s RULE %I;', r.name, e.enabled, w.rulename) END
			FROM pg_rewrite w
			JOIN relations r ON r.oid = w.ev_class
			LEFT JOIN (VALUES ('D', 'DISABLE'), ('R', 'ENABLE REPLICA'), ('A', 'ENABLE ALWAYS')) AS e (state, enabled) ON e.state = w.ev_enabled::text
			WHERE w.rulename <> '_RETURN' AND r.relkind <> 'f'
			""";

	private static final String TRIGGERS = """
			SELECT 'pg_trigger'::regclass::oid::bigint, t.oid::bigint, format('%s %I', r.name, t.tgname),
			       pg_get_triggerdef(t.oid) || ';' || CASE WHEN e.enabled IS NULL THEN '' ELSE format(E'\\nALTER TABLE %s %s TRIGGER %I;', r.name, e.enabled, t.tgname) END
			FROM pg_trigger t
			JOIN relations r ON r.oid = t.tgrelid
			LEFT JOIN (VALUES ('D', 'DISABLE'), ('R', 'ENABLE REPLICA'), ('A', 'ENABLE ALWAYS')) AS e (state, enabled) ON e.state = t.tgenabled::text
			WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND r.relkind <> 'f'
			""";

	private static final String ROW_SECURITY = """
			SELECT %d, r.oid::bigint, r.name, concat_ws(E'\\n',
			  CASE WHEN r.relrowsecurity THEN format('ALTER TABLE %%s ENABLE ROW LEVEL SECURITY;', r.name) END,
			  CASE WHEN r.relforcerowsecurity THEN format('ALTER TABLE %%s FORCE ROW LEVEL SECURITY;', r.name) END)
			FROM relations r WHERE r.relrowsecurity OR r.relforcerowsecurity
			""".formatted(CatalogLinks.ROW_SECURITY);

	private static final String POLICIES = """
			SELECT 'pg_policy'::regclass::oid::bigint, p.oid::bigint, format('%s %I', r.name, p.polname),
			       concat(format('CREATE POLICY %I ON %s', p.polname, r.name),
			              CASE WHEN NOT p.polpermissive THEN ' AS RESTRICTIVE' END,
			              ' FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' END,
			              (SELECT ' TO ' || string_agg(CASE x WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x)) END, ', '
			                                           ORDER BY CASE x WHEN 0 THEN '' ELSE pg_get_userbyid(x) END)
			               FROM unnest(p.polroles) x HAVING NOT 0 = ANY (p.polroles)),
			              E'\\n    USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
			              E'\\n    WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ';')
			FROM pg_policy p JOIN relations r ON r.oid = p.polrelid
			""";

	private static final String EVENT_TRIGGERS = """
			SELECT 'pg_event_trigger'::regclass::oid::bigint, e.oid::bigint, quote_ident(e.evtname), concat(
			  format('CREATE EVENT TRIGGER %I ON %s', e.evtname, e.evtevent),
			  (SELECT format(E'\\n    WHEN TAG IN (%s)', string_agg(quote_literal(x), ', ' ORDER BY x)) FROM unnest(e.evttags) x HAVING count(*) > 0),
			  format(E'\\n    EXECUTE FUNCTION %s;', e.evtfoid::regprocedure::text),
			  CASE WHEN s.enabled IS NOT NULL THEN format(E'\\nALTER EVENT TRIGGER %I %s;', e.evtname, s.enabled) END)
			FROM pg_event_trigger e
			LEFT JOIN (VALUES ('D', 'DISABLE'), ('R', 'ENABLE REPLICA'), ('A', 'ENABLE ALWAYS')) AS s (state, enabled) ON s.state = e.evtenabled::text
			WHERE NOT EXISTS (SELECT FROM extension_objects x WHERE x.classid = 'pg_event_trigger'::regclass AND x.objid = e.oid)
			""";

	private ViewQueries() {
	}

	static List<ObjectQuery> all() {
		return List.of(new ObjectQuery(ObjectKind.VIEW, VIEWS),
				new ObjectQuery(ObjectKind.MATERIALIZED_VIEW, MATERIALIZED), new ObjectQuery(ObjectKind.RULE, RULES),
				new ObjectQuery(ObjectKind.TRIGGER, TRIGGERS), new ObjectQuery(ObjectKind.ROW_SECURITY, ROW_SECURITY),
				new ObjectQuery(ObjectKind.POLICY, POLICIES),
				new ObjectQuery(ObjectKind.EVENT_TRIGGER, EVENT_TRIGGERS));
	}

}
