package dev.tidemark.snapshot;

import java.util.List;

/**
 * Reads functions, procedures, aggregates, operators and casts.
 */
final class RoutineQueries {

	private static final String ROUTINES = """
			SELECT 'pg_proc'::regclass::oid::bigint, p.oid::bigint, p.name, rtrim(pg_get_functiondef(p.oid), E'\\n') || ';'
			FROM routines p WHERE p.prokind <> 'a'
			""";

	private static final String AGGREGATES = """
			, names AS (SELECT p.oid, format('%I.%I', n.nspname, p.proname) AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace)
			SELECT 'pg_proc'::regclass::oid::bigint, p.oid::bigint, p.name,
			       format(E'CREATE AGGREGATE %s(%s) (\\n    %s\\n);', f.name,
			              CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END, concat_ws(E',\\n    ',
			         'SFUNC = ' || (SELECT name FROM names WHERE oid = a.aggtransfn),
			         'STYPE = ' || format_type(a.aggtranstype, NULL),
			         'SSPACE = ' || NULLIF(a.aggtransspace, 0),
			         'FINALFUNC = ' || (SELECT name FROM names WHERE oid = a.aggfinalfn),
			         CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
			         CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END::"char"
			           THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
			         'COMBINEFUNC = ' || (SELECT name FROM names WHERE oid = a.aggcombinefn),
			         'SERIALFUNC = ' || (SELECT name FROM names WHERE oid = a.aggserialfn),
			         'DESERIALFUNC = ' || (SELECT name FROM names WHERE oid = a.aggdeserialfn),
			         'INITCOND = ' || quote_literal(a.agginitval),
			         'MSFUNC = ' || (SELECT name FROM names WHERE oid = a.aggmtransfn),
			         'MINVFUNC = ' || (SELECT name FROM names WHERE oid = a.aggminvtransfn),
			         CASE WHEN a.aggmtransfn <> 0 THEN 'MSTYPE = ' || format_type(a.aggmtranstype, NULL) END,
			         'MSSPACE = ' || NULLIF(a.aggmtransspace, 0),
			         'MFINALFUNC = ' || (SELECT name FROM names WHERE oid = a.aggmfinalfn),
			         CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
			         CASE WHEN a.aggmfinalfn <> 0 AND a.aggmfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END::"char"
			           THEN 'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
			         'MINITCOND = ' || quote_literal(a.aggminitval),
			         (SELECT format('SORTOP = OPERATOR(%I.%s)', n.nspname, o.oprname)
			          FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE o.oid = a.aggsortop),
			         CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END,
			         'PARALLEL = ' || CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END))
			FROM routines p JOIN pg_aggregate a ON a.aggfnoid = p.oid JOIN names f ON f.oid = p.oid
			""";

	private static final String OPERATORS = """
			, names AS (SELECT p.oid, format('%I.%I', n.nspname, p.proname) AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace),
			operators AS (SELECT o.*, n.nspname, format('OPERATOR(%I.%s)', n.nspname, o.oprname) AS name
			              FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace)
			SELECT 'pg_operator'::regclass::oid::bigint, o.oid::bigint, format('%I.%s (%s, %s)', o.nspname, o.oprname, o.oprleft::regtype, o.oprright::regtype),
			       format(E'CREATE OPERATOR %I.%s (\\n    %s\\n);', o.nspname, o.oprname, concat_ws(E',\\n    ',
			         'FUNCTION = ' || (SELECT name FROM names WHERE oid = o.oprcode),
			         'LEFTARG = ' || format_type(NULLIF(o.oprleft, 0), NULL),
			         'RIGHTARG = ' || format_type(NULLIF(o.oprright, 0), NULL),
			         'COMMUTATOR = ' || (SELECT name FROM operators x WHERE x.oid = o.oprcom),
			         'NEGATOR = ' || (SELECT name FROM operators x WHERE x.oid = o.oprnegate),
			         'RESTRICT = ' || (SELECT name FROM names WHERE oid = o.oprrest),
			         'JOIN = ' || (SELECT name FROM names WHERE oid = o.oprjoin),
			         CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END))
			FROM operators o JOIN namespaces n ON n.oid = o.oprnamespace
			WHERE o.oprcode <> 0
			  AND NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = 'pg_operator'::regclass AND e.objid = o.oid)
			""";

	private static final String CASTS = """
			SELECT 'pg_cast'::regclass::oid::bigint, c.oid::bigint, s.signature,
			       format('CREATE CAST %s %s%s;', s.signature,
			              CASE c.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
			              CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' END)
			FROM pg_cast c
			CROSS JOIN LATERAL (SELECT format('(%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)) AS signature) s
			WHERE c.oid >= 16384
			  -- a range type makes the cast to its multirange
			  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype IN ('e', 'i'))
			""";

	private RoutineQueries() {
	}

	static List<ObjectQuery> all() {
		return List.of(new ObjectQuery(ObjectKind.ROUTINE, ROUTINES), new ObjectQuery(ObjectKind.ROUTINE, AGGREGATES),
				new ObjectQuery(ObjectKind.OPERATOR, OPERATORS), new ObjectQuery(ObjectKind.CAST, CASTS));
	}

}
