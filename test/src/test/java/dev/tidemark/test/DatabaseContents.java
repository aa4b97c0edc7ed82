package dev.tidemark.test;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tidemark.test.database.TestDatabase;

/**
 * What a database holds: its schema, its rows with the order of their columns, and where
 * its sequences stand. Tidemark's own tables are left out.
 *
 * @param schema the schema
 * @param rows the rows as JSON, sorted, each with its table
 */
record DatabaseContents(SchemaFingerprint schema, List<String> rows) {

	/** A query for each relation, since its name cannot be a parameter. */
	private static final String QUERIES = """
			SELECT format('SELECT %L || to_json(t) FROM (SELECT %s FROM ONLY %s) t ORDER BY 1', c.oid::regclass || ': ',
			              CASE c.relkind WHEN 'S' THEN 'last_value, is_called' ELSE '*' END, c.oid::regclass)
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relkind IN ('r', 'm', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
			  AND NOT EXISTS (
			    SELECT FROM pg_class h
			    WHERE h.relkind = 'r' AND obj_description(h.oid, 'pg_class') ~ '^Tidemark history, format '
			      AND (h.oid = c.oid OR EXISTS (SELECT FROM pg_depend d WHERE d.refobjid = h.oid AND d.objid = c.oid)))
			ORDER BY c.oid::regclass::text
			""";

	static DatabaseContents of(TestDatabase database) {
		JdbcClient jdbc = database.jdbc();
		Stream<String> queries = jdbc.sql(QUERIES).query(String.class).list().stream();
		List<String> rows = queries.flatMap((query) -> jdbc.sql(query).query(String.class).list().stream()).toList();
		return new DatabaseContents(new CatalogReader(database.dataSource(), null).read(), rows);
	}

}
