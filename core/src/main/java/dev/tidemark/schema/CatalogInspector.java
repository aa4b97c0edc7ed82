package dev.tidemark.schema;

import java.sql.Types;
import java.util.List;
import java.util.OptionalLong;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

import dev.tidemark.migration.SchemaInspector;
import dev.tidemark.sql.ObjectName;

/**
 * Answers from the server's catalog: without a lock on what it is asked about, and
 * without an error where a schema may not be used, which would end the transaction of
 * whoever asks. As thread-safe as the connections that it is given.
 */
public final class CatalogInspector implements SchemaInspector {

	private static final String PLACE = """
			CASE WHEN CAST(:schema AS pg_catalog.name) IS NULL THEN pg_catalog.%s(o.oid)
			     WHEN CAST(:schema AS pg_catalog.name) = 'pg_temp' THEN n.oid = pg_catalog.pg_my_temp_schema()
			     ELSE n.nspname = CAST(:schema AS pg_catalog.name) END
			""";

	private static final String NAMED = """
			FROM pg_catalog.pg_class o JOIN pg_catalog.pg_namespace n ON n.oid = o.relnamespace
			WHERE o.relname = CAST(:name AS pg_catalog.name) AND %s
			""".formatted(PLACE.formatted("pg_table_is_visible"));

	private static final String TABLE = NAMED + " AND o.relkind IN ('r', 'p', 'v', 'm', 'f')";

	private static final String COLUMN = TABLE + """
			 AND EXISTS (SELECT FROM pg_catalog.pg_attribute a
			             WHERE a.attrelid = o.oid AND a.attname = CAST(:other AS pg_catalog.name)
			               AND a.attnum > 0 AND NOT a.attisdropped)
			""";

	private static final String CONSTRAINT = TABLE + """
			 AND EXISTS (SELECT FROM pg_catalog.pg_constraint k
			             WHERE k.conrelid = o.oid AND k.conname = CAST(:other AS pg_catalog.name))
			""";

	private static final String INDEX = NAMED
			+ " AND EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indexrelid = o.oid AND i.indisvalid)";

	private static final String EXTENSION = "FROM pg_catalog.pg_extension WHERE extname = CAST(:name AS pg_catalog.name)";

	private static final String ENUM = """
			SELECT e.enumlabel
			FROM pg_catalog.pg_type o JOIN pg_catalog.pg_namespace n ON n.oid = o.typnamespace
			JOIN pg_catalog.pg_enum e ON e.enumtypid = o.oid
			WHERE o.typname = CAST(:name AS pg_catalog.name) AND %s ORDER BY e.enumsortorder
			""".formatted(PLACE.formatted("pg_type_is_visible"));

	/** The server says -1 of what was never analysed. */
	private static final String ROWS = """
			WITH RECURSIVE tree AS (
			  SELECT o.oid, o.relkind, o.reltuples %s
			  UNION ALL
			  SELECT c.oid, c.relkind, c.reltuples
			  FROM tree t JOIN pg_catalog.pg_inherits h ON h.inhparent = t.oid AND t.relkind = 'p'
			  JOIN pg_catalog.pg_class c ON c.oid = h.inhrelid)
			SELECT CAST(sum(CAST(reltuples AS float8)) AS bigint) FROM tree WHERE relkind IN ('r', 'm', 'f') AND reltuples >= 0
			"""
		.formatted(TABLE);

	private final JdbcClient jdbc;

	private CatalogInspector(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Creates an inspector that takes a connection for each question.
	 * @param dataSource gives connections
	 * @return the inspector
	 */
	public static SchemaInspector of(DataSource dataSource) {
		return of(JdbcClient.create(dataSource));
	}

	/**
	 * Creates an inspector.
	 * @param jdbc asks the questions
	 * @return the inspector
	 */
	public static SchemaInspector of(JdbcClient jdbc) {
		return new CatalogInspector(jdbc);
	}

	@Override
	public boolean tableExists(String table) {
		return exists(TABLE, ObjectName.of(table), null);
	}

	@Override
	public boolean columnExists(String table, String column) {
		return exists(COLUMN, ObjectName.of(table), ObjectName.single(column));
	}

	@Override
	public boolean indexExists(String index) {
		return exists(INDEX, ObjectName.of(index), null);
	}

	@Override
	public boolean constraintExists(String table, String constraint) {
		return exists(CONSTRAINT, ObjectName.of(table), ObjectName.single(constraint));
	}

	@Override
	public boolean extensionExists(String extension) {
		return exists(EXTENSION, new ObjectName(null, ObjectName.extension(extension)), null);
	}

	@Override
	public List<String> enumValues(String type) {
		return ask(ENUM, ObjectName.of(type)).query(String.class).list();
	}

	@Override
	public OptionalLong rowEstimate(String table) {
		return ask(ROWS, ObjectName.of(table))
			.query((row, number) -> (row.getObject(1) != null) ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty())
			.single();
	}

	private boolean exists(String found, ObjectName name, @Nullable String other) {
		return ask("SELECT EXISTS (SELECT " + found + ")", name).param("other", other, Types.VARCHAR)
			.query(Boolean.class)
			.single();
	}

	private StatementSpec ask(String sql, ObjectName name) {
		return this.jdbc.sql(sql).param("name", name.name()).param("schema", name.schema(), Types.VARCHAR);
	}

}
