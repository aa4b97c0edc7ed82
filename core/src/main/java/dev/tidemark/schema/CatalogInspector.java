package dev.tidemark.schema;

import java.util.List;
import java.util.OptionalLong;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tidemark.migration.SchemaInspector;

/**
 * Answers from the server's catalog. As thread-safe as the connections that it is given.
 */
public final class CatalogInspector implements SchemaInspector {

	private static final String RELATION = "SELECT EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(:name) AND relkind IN ('r', 'p', 'v', 'm', 'f'))";

	private static final String COLUMN = """
			SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute
			               WHERE attrelid = pg_catalog.to_regclass(:name) AND attname = :other AND attnum > 0 AND NOT attisdropped)
			""";

	private static final String INDEX = "SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass(:name) AND indisvalid)";

	private static final String CONSTRAINT = "SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass(:name) AND conname = :other)";

	private static final String EXTENSION = "SELECT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = :name)";

	private static final String ENUM = "SELECT enumlabel FROM pg_catalog.pg_enum WHERE enumtypid = pg_catalog.to_regtype(:name) ORDER BY enumsortorder";

	/** The server says -1 of what was never analysed. */
	private static final String ROWS = """
			SELECT sum(c.reltuples)::bigint FROM pg_catalog.pg_class c
			WHERE c.reltuples >= 0 AND c.relkind <> 'p'
			  AND (c.oid = pg_catalog.to_regclass(:name)
			       OR c.oid IN (SELECT relid FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass(:name))))
			""";

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
		return ask(RELATION, ObjectName.checked(table));
	}

	@Override
	public boolean columnExists(String table, String column) {
		return ask(COLUMN, ObjectName.checked(table), ObjectName.folded(column));
	}

	@Override
	public boolean indexExists(String index) {
		return ask(INDEX, ObjectName.checked(index));
	}

	@Override
	public boolean constraintExists(String table, String constraint) {
		return ask(CONSTRAINT, ObjectName.checked(table), ObjectName.folded(constraint));
	}

	@Override
	public boolean extensionExists(String extension) {
		return ask(EXTENSION, ObjectName.foldedExtension(extension));
	}

	@Override
	public List<String> enumValues(String type) {
		return this.jdbc.sql(ENUM).param("name", ObjectName.checked(type)).query(String.class).list();
	}

	@Override
	public OptionalLong rowEstimate(String table) {
		return this.jdbc.sql(ROWS)
			.param("name", ObjectName.checked(table))
			.query((row, number) -> (row.getObject(1) != null) ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty())
			.single();
	}

	private boolean ask(String sql, String name) {
		return this.jdbc.sql(sql).param("name", name).query(Boolean.class).single();
	}

	private boolean ask(String sql, String name, String other) {
		return this.jdbc.sql(sql).param("name", name).param("other", other).query(Boolean.class).single();
	}

}
