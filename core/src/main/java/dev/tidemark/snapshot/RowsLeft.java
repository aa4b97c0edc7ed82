package dev.tidemark.snapshot;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.SnapshotException;
import dev.tidemark.schema.SchemaScope;

/**
 * Finds tables that have rows which a snapshot would not have.
 */
public final class RowsLeft {

	/** The rows of a partitioned table are those of its partitions. */
	private static final String OTHERS = """
			SELECT r.name FROM relations r
			WHERE r.relkind = 'r' AND r.oid <> ALL (CAST('{%1$s}' AS oid[]))
			  AND NOT EXISTS (SELECT FROM pg_partition_ancestors(r.oid) a WHERE a.relid = ANY (CAST('{%1$s}' AS oid[])))
			""";

	private RowsLeft() {
	}

	/**
	 * Looks into every table.
	 * @param session a session of the database
	 * @param scope what is looked at
	 * @param data the tables whose rows a snapshot has
	 * @return the names of other tables that have rows, in order
	 * @throws SnapshotException if a table of those is not there
	 * @throws SQLException if a table cannot be read
	 */
	public static List<String> find(Session session, SchemaScope scope, List<String> data) throws SQLException {
		Catalog catalog = new Catalog(session, scope);
		String named = DataTables.find(catalog, data)
			.stream()
			.map((table) -> String.valueOf(table.id()))
			.collect(Collectors.joining(","));
		List<String> left = new ArrayList<>();
		for (String table : catalog.texts(OTHERS.formatted(named))) {
			if (!catalog.texts("SELECT 'row' FROM ONLY %s LIMIT 1".formatted(table)).isEmpty()) {
				left.add(table);
			}
		}
		return left.stream().sorted().toList();
	}

}
