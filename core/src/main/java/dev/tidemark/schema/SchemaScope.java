package dev.tidemark.schema;

import java.util.List;
import java.util.stream.Collectors;

import dev.tidemark.sql.SqlQuote;

/**
 * What of a database is looked at: everything that is neither PostgreSQL's own, nor an
 * extension's, nor Tidemark's, nor left out by name. Immutable.
 *
 * @param leftOut tables that are left out, with their indexes, constraints and sequences,
 * besides those that say in their comments that they are Tidemark's
 */
public record SchemaScope(List<TableName> leftOut) {

	private static final String CTES = """
			WITH extension_objects AS MATERIALIZED (
			  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
			), namespaces AS MATERIALIZED (
			  SELECT n.oid, n.nspname, quote_ident(n.nspname) AS name, n.nspowner, n.nspacl
			  FROM pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
			), left_out AS MATERIALIZED (
			  SELECT c.oid, c.relnamespace
			  FROM pg_class c JOIN namespaces n ON n.oid = c.relnamespace
			  WHERE c.relkind IN ('r', 'p')
			    AND (obj_description(c.oid, 'pg_class') ~ '^Tidemark [a-z]+, format ' OR (n.nspname, c.relname) IN (%s))
			), schemas AS MATERIALIZED (
			  SELECT n.* FROM namespaces n
			  WHERE NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid)
			    -- a schema that was created for the history alone
			    AND (n.nspname = 'public' OR NOT EXISTS (SELECT FROM left_out l WHERE l.relnamespace = n.oid)
			      OR EXISTS (SELECT FROM pg_proc p WHERE p.pronamespace = n.oid)
			      OR EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c', 'S')
			                 AND c.oid NOT IN (SELECT l.oid FROM left_out l)
			                 AND NOT EXISTS (SELECT FROM pg_depend d JOIN left_out l ON l.oid = d.refobjid
			                                 WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND c.relkind = 'S')))
			), relations AS MATERIALIZED (
			  SELECT c.*, format('%%I.%%I', n.nspname, c.relname) AS name, n.nspname
			  FROM pg_class c JOIN namespaces n ON n.oid = c.relnamespace
			  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
			    AND c.oid NOT IN (SELECT l.oid FROM left_out l)
			    AND NOT EXISTS (SELECT FROM pg_depend d JOIN left_out l ON l.oid = d.refobjid
			                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND c.relkind = 'S')
			    AND NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
			), types AS MATERIALIZED (
			  SELECT t.*, format('%%I.%%I', n.nspname, t.typname) AS name
			  FROM pg_type t JOIN namespaces n ON n.oid = t.typnamespace
			  WHERE t.typtype IN ('b', 'd', 'e', 'r', 'p') AND t.typrelid = 0
			    AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
			    AND NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid)
			), routines AS MATERIALIZED (
			  SELECT p.*, p.oid::regprocedure::text AS name,
			         CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END AS kind
			  FROM pg_proc p JOIN namespaces n ON n.oid = p.pronamespace
			  WHERE NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)
			    -- a range type makes the functions that construct it
			    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
			)
			""";

	/** Copies the list. */
	public SchemaScope {
		leftOut = List.copyOf(leftOut);
	}

	/**
	 * Puts what there is to look at before a query, as common table expressions.
	 * @param query a query, or more common table expressions that begin with a comma
	 * @return the whole query
	 */
	public String with(String query) {
		String names = this.leftOut.stream().map(TableName::row).collect(Collectors.joining(", "));
		return CTES.formatted(names.isEmpty() ? "(NULL, NULL)" : names) + query;
	}

	/**
	 * A table by name.
	 *
	 * @param schema its schema
	 * @param name its name
	 */
	public record TableName(String schema, String name) {

		private String row() {
			return "(%s, %s)".formatted(SqlQuote.literal(this.schema), SqlQuote.literal(this.name));
		}

	}

}
