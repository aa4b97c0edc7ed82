package dev.tidemark.snapshot;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tidemark.migration.SnapshotException;
import dev.tidemark.sql.SqlQuote;

/**
 * Finds the tables whose rows are asked for.
 */
final class DataTables {

	private static final String FIND = """
			SELECT r.oid::bigint, r.name, r.relkind = 'r' FROM relations r
			WHERE r.oid = to_regclass(%s) AND r.relkind IN ('r', 'p')
			""";

	private static final String ANCESTORS = "SELECT a.relid::oid::bigint FROM pg_partition_ancestors(%1$d::oid) a WHERE a.relid::oid <> %1$d";

	private DataTables() {
	}

	static List<DataTable> find(Catalog catalog, List<String> names) throws SQLException {
		List<DataTable> tables = new ArrayList<>();
		List<String> missing = new ArrayList<>();
		for (String name : names) {
			int before = tables.size();
			catalog.ask(FIND.formatted(SqlQuote.literal(name)),
					(row) -> tables.add(new DataTable(row.getLong(1), row.getString(2), row.getBoolean(3))));
			if (tables.size() == before) {
				missing.add(name);
			}
		}
		if (!missing.isEmpty()) {
			throw new SnapshotException(
					"tidemark.snapshot.data names what is no table of this database, or is one of Tidemark's or of an extension: %s. Nothing was written"
						.formatted(String.join(", ", missing)),
					"Correct the names; where the schema is not on the search path, write it before the name, as in app.countries.");
		}
		return withoutPartsOfOthers(catalog, tables);
	}

	/**
	 * Whoever names a partitioned table and a partition of it wants its rows once.
	 */
	private static List<DataTable> withoutPartsOfOthers(Catalog catalog, List<DataTable> tables) throws SQLException {
		Set<Long> named = tables.stream().map(DataTable::id).collect(Collectors.toSet());
		Set<DataTable> parts = new HashSet<>();
		for (DataTable table : tables) {
			catalog.ask(ANCESTORS.formatted(table.id()), (row) -> {
				if (named.contains(row.getLong(1))) {
					parts.add(table);
				}
			});
		}
		return tables.stream().filter((table) -> !parts.contains(table)).distinct().toList();
	}

}
