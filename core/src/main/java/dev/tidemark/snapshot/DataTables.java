package dev.tidemark.snapshot;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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
		return tables.stream().distinct().toList();
	}

}
