package dev.tidemark.snapshot;

/**
 * Reads how objects belong together, and which there are.
 */
final class CatalogLinks {

	/** Stands for the statements that say which column a sequence belongs to. */
	static final long OWNED_SEQUENCES = 1;

	/** Stands for the statements that make an index a part of another. */
	static final long INDEX_PARTITIONS = 2;

	/** Stands for the statements that turn on row security. */
	static final long ROW_SECURITY = 3;

	/** Stands for default privileges. */
	static final long DEFAULT_PRIVILEGES = 4;

	/** Stands for the rows of a table, and for the position of a sequence. */
	static final long ROWS = 5;

	/**
	 * With which other object one is made: a default with its table, a row type too, and
	 * an extension's with the extension.
	 */
	static final String OWNERS = """
			SELECT 'pg_attrdef'::regclass::oid::bigint, oid::bigint, 'pg_class'::regclass::oid::bigint, adrelid::bigint FROM pg_attrdef
			UNION ALL
			SELECT 'pg_constraint'::regclass::oid::bigint, oid::bigint,
			       CASE WHEN contype = 'f' AND conparentid <> 0 THEN 'pg_constraint' WHEN conrelid <> 0 THEN 'pg_class' ELSE 'pg_type' END::regclass::oid::bigint,
			       CASE WHEN contype = 'f' AND conparentid <> 0 THEN conparentid WHEN conrelid <> 0 THEN conrelid ELSE contypid END::bigint
			FROM pg_constraint WHERE contype <> 't'
			UNION ALL
			SELECT 'pg_rewrite'::regclass::oid::bigint, oid::bigint, 'pg_class'::regclass::oid::bigint, ev_class::bigint FROM pg_rewrite WHERE oid >= 16384
			UNION ALL
			SELECT 'pg_trigger'::regclass::oid::bigint, oid::bigint, 'pg_trigger'::regclass::oid::bigint, tgparentid::bigint
			FROM pg_trigger WHERE tgparentid <> 0
			UNION ALL
			SELECT 'pg_type'::regclass::oid::bigint, t.oid::bigint, 'pg_class'::regclass::oid::bigint, c.oid::bigint
			FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind <> 'c' WHERE t.oid >= 16384
			UNION ALL
			SELECT 'pg_class'::regclass::oid::bigint, c.oid::bigint, 'pg_type'::regclass::oid::bigint, c.reltype::bigint FROM pg_class c WHERE c.relkind = 'c'
			UNION ALL
			SELECT 'pg_type'::regclass::oid::bigint, typarray::bigint, 'pg_type'::regclass::oid::bigint, oid::bigint FROM pg_type WHERE typarray >= 16384
			UNION ALL
			SELECT 'pg_type'::regclass::oid::bigint, rngmultitypid::bigint, 'pg_type'::regclass::oid::bigint, rngtypid::bigint FROM pg_range WHERE rngmultitypid >= 16384
			UNION ALL
			SELECT 'pg_class'::regclass::oid::bigint, conindid::bigint, 'pg_class'::regclass::oid::bigint, conrelid::bigint
			FROM pg_constraint WHERE contype IN ('p', 'u', 'x')
			UNION ALL
			SELECT classid::bigint, objid::bigint, refclassid::bigint, refobjid::bigint
			FROM pg_depend d
			WHERE deptype = 'e'
			   OR (deptype = 'i' AND classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass
			       AND EXISTS (SELECT FROM pg_class c WHERE c.oid = objid AND c.relkind = 'S'))
			   OR (deptype = 'i' AND classid IN ('pg_proc'::regclass, 'pg_cast'::regclass) AND refclassid = 'pg_type'::regclass)
			   -- operators of a class are its own affair
			   OR (deptype IN ('i', 'a') AND classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass))
			""";

	/** What an object needs. A sequence is made before the table that owns it. */
	static final String NEEDS = """
			SELECT DISTINCT d.classid::bigint, d.objid::bigint, d.refclassid::bigint, d.refobjid::bigint
			FROM pg_depend d
			WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype <> 'e'
			  AND NOT (d.deptype = 'a' AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
			           AND EXISTS (SELECT FROM pg_class c WHERE c.oid = d.objid AND c.relkind = 'S'))
			UNION ALL
			SELECT %1$d, d.objid::bigint, d.refclassid::bigint, x.oid::bigint
			FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S' CROSS JOIN LATERAL (VALUES (d.objid), (d.refobjid)) AS x (oid)
			WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a'
			UNION ALL
			SELECT %2$d, h.inhrelid::bigint, 'pg_class'::regclass::oid::bigint, x.oid::bigint
			FROM pg_inherits h CROSS JOIN LATERAL (VALUES (h.inhrelid), (h.inhparent)) AS x (oid)
			UNION ALL
			SELECT %3$d, c.oid::bigint, 'pg_class'::regclass::oid::bigint, c.oid::bigint FROM pg_class c WHERE c.relrowsecurity OR c.relforcerowsecurity
			"""
		.formatted(OWNED_SEQUENCES, INDEX_PARTITIONS, ROW_SECURITY);

	/**
	 * Every object that somebody made, whatever its kind.
	 */
	static final String EVERYTHING = """
			, mine AS (
			  SELECT 'pg_class'::regclass AS catalog, c.oid, n.oid AS namespace,
			         CASE WHEN c.relkind IN ('i', 'I') THEN (SELECT x.indrelid FROM pg_index x WHERE x.indexrelid = c.oid)
			              WHEN c.relkind = 'S' THEN (SELECT d.refobjid FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
			                                           AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') LIMIT 1)
			              ELSE c.oid END AS relation
			  FROM pg_class c JOIN namespaces n ON n.oid = c.relnamespace
			  UNION ALL SELECT 'pg_type'::regclass, t.oid, t.typnamespace, coalesce(NULLIF(t.typrelid, 0), e.typrelid)
			            FROM pg_type t LEFT JOIN pg_type e ON e.typarray = t.oid
			  UNION ALL SELECT 'pg_constraint'::regclass, oid, connamespace, conrelid FROM pg_constraint WHERE contype <> 't'
			  UNION ALL SELECT 'pg_proc'::regclass, oid, pronamespace, 0 FROM pg_proc
			  UNION ALL SELECT 'pg_trigger'::regclass, t.oid, NULL, t.tgrelid FROM pg_trigger t WHERE NOT tgisinternal
			  UNION ALL SELECT 'pg_rewrite'::regclass, oid, NULL, ev_class FROM pg_rewrite
			  UNION ALL SELECT 'pg_policy'::regclass, oid, NULL, polrelid FROM pg_policy
			  UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, stxnamespace, stxrelid FROM pg_statistic_ext
			  UNION ALL SELECT 'pg_namespace'::regclass, n.oid, n.oid, 0 FROM schemas n
			  UNION ALL SELECT 'pg_extension'::regclass, oid, NULL, 0 FROM pg_extension
			  UNION ALL SELECT 'pg_collation'::regclass, oid, collnamespace, 0 FROM pg_collation
			  UNION ALL SELECT 'pg_conversion'::regclass, oid, connamespace, 0 FROM pg_conversion
			  UNION ALL SELECT 'pg_operator'::regclass, oid, oprnamespace, 0 FROM pg_operator
			  UNION ALL SELECT 'pg_opclass'::regclass, oid, opcnamespace, 0 FROM pg_opclass
			  UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfnamespace, 0 FROM pg_opfamily
			  UNION ALL SELECT 'pg_cast'::regclass, oid, NULL, 0 FROM pg_cast
			  UNION ALL SELECT 'pg_am'::regclass, oid, NULL, 0 FROM pg_am
			  UNION ALL SELECT 'pg_language'::regclass, oid, NULL, 0 FROM pg_language
			  UNION ALL SELECT 'pg_transform'::regclass, oid, NULL, 0 FROM pg_transform
			  UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid, NULL, 0 FROM pg_foreign_data_wrapper
			  UNION ALL SELECT 'pg_foreign_server'::regclass, oid, NULL, 0 FROM pg_foreign_server
			  UNION ALL SELECT 'pg_publication'::regclass, oid, NULL, 0 FROM pg_publication
			  UNION ALL SELECT 'pg_event_trigger'::regclass, oid, NULL, 0 FROM pg_event_trigger
			  UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgnamespace, 0 FROM pg_ts_config
			  UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictnamespace, 0 FROM pg_ts_dict
			  UNION ALL SELECT 'pg_ts_parser'::regclass, oid, prsnamespace, 0 FROM pg_ts_parser
			  UNION ALL SELECT 'pg_ts_template'::regclass, oid, tmplnamespace, 0 FROM pg_ts_template
			)
			SELECT m.catalog::oid::bigint, m.oid::bigint,
			       CASE WHEN EXISTS (SELECT FROM pg_index x WHERE x.indexrelid = m.oid AND NOT x.indisvalid) THEN 'INVALID ' ELSE '' END || i.type, i.identity
			FROM mine m CROSS JOIN LATERAL pg_identify_object(m.catalog, m.oid, 0) i
			WHERE (m.oid >= 16384 OR m.catalog = 'pg_namespace'::regclass)
			  AND (m.namespace IS NULL OR m.namespace IN (SELECT n.oid FROM namespaces n))
			  AND NOT EXISTS (SELECT FROM left_out l WHERE l.oid = m.relation)
			  AND NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = m.catalog AND e.objid = m.oid)
			""";

	private CatalogLinks() {
	}

}
