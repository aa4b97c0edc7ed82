package dev.tidemark.execution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An index as the catalog has it.
 *
 * @param name its name with its schema, for SQL
 * @param shortName its name as the catalog has it
 * @param valid whether queries may use it
 * @param unique whether it is unique
 * @param sameTable whether it is an index of the table that was asked for
 * @param table the table that it is an index of, for people
 * @param definition method, columns and all that follows
 * @param constraint the constraint that needs it, or {@code null}
 * @param parent the index of the partitioned table that it is attached to, or
 * {@code null}
 * @param builders the sessions that build it at this moment, or may do so
 */
record FoundIndex(String name, String shortName, boolean valid, boolean unique, boolean sameTable, String table,
		String definition, @Nullable String constraint, @Nullable String parent, List<Integer> builders) {

	/**
	 * What has to be selected of {@code i} (pg_index), {@code c} (its pg_class),
	 * {@code n} (its pg_namespace) and {@code t} (the table's pg_class). Whoever may not
	 * see what another session builds sees the tables that it has locked.
	 */
	static final String COLUMNS = """
			CASE WHEN c.oid IS NOT NULL THEN pg_catalog.format('%%I.%%I', n.nspname, c.relname) END AS index_name,
			c.relname AS short_name,
			i.indisvalid AS valid,
			i.indisunique AS is_unique,
			i.indrelid = t.oid AS same_table,
			i.indrelid::pg_catalog.regclass::text AS table_name,
			pg_catalog.substr(pg_catalog.pg_get_indexdef(c.oid),
			                  pg_catalog.strpos(pg_catalog.pg_get_indexdef(c.oid), ' USING ')) AS definition,
			(SELECT k.conname FROM pg_catalog.pg_constraint k WHERE k.conindid = c.oid LIMIT 1) AS constraint_name,
			(SELECT h.inhparent::pg_catalog.regclass::text FROM pg_catalog.pg_inherits h
			 WHERE h.inhrelid = c.oid) AS parent,
			ARRAY(SELECT p.pid FROM pg_catalog.pg_stat_progress_create_index p
			      WHERE p.datname = pg_catalog.current_database()
			        AND ((p.relid = i.indrelid AND (p.index_relid IN (0, c.oid) OR p.command ~ '^REINDEX'))
			             OR (p.relid IS NULL
			                 AND EXISTS (SELECT FROM pg_catalog.pg_locks l
			                             WHERE l.pid = p.pid AND l.relation = i.indrelid)))) AS builders""";

	static @Nullable FoundIndex read(ResultSet row) throws SQLException {
		if (row.getString("index_name") == null) {
			return null;
		}
		Integer[] builders = (Integer[]) row.getArray("builders").getArray();
		return new FoundIndex(row.getString("index_name"), row.getString("short_name"), row.getBoolean("valid"),
				row.getBoolean("is_unique"), row.getBoolean("same_table"), row.getString("table_name"),
				row.getString("definition"), row.getString("constraint_name"), row.getString("parent"),
				List.of(builders));
	}

}
