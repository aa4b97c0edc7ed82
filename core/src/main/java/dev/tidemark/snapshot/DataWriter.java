package dev.tidemark.snapshot;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tidemark.sql.SqlQuote;

/**
 * Writes rows as INSERTs of many rows each, in the order of the primary key, and where
 * the sequences of their tables stand.
 */
final class DataWriter {

	private static final int BATCH = 100;

	/** Each column with how its value is written; others than numbers are quoted. */
	private static final String COLUMNS = """
			SELECT quote_ident(a.attname), CASE
			         WHEN a.atttypid IN (20, 21, 23, 16) THEN format('coalesce(%%1$I::text, ''NULL'')', a.attname)
			         WHEN a.atttypid = 1700 THEN format('CASE WHEN %%1$I::text ~ ''^-?[0-9.]+$'' THEN %%1$I::text ELSE quote_nullable(%%1$I::text) END', a.attname)
			         ELSE format('quote_nullable(%%I::text)', a.attname) END,
			       a.attidentity <> ''
			FROM pg_attribute a
			WHERE a.attrelid = %d AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
			ORDER BY a.attnum
			""";

	private static final String ORDER = """
			SELECT coalesce((
			  SELECT string_agg(quote_ident(a.attname) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END, ', ' ORDER BY k.place)
			  FROM pg_constraint c
			  CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k (attnum, place)
			  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
			  WHERE c.conrelid = %d AND c.contype = 'p'), '')
			""";

	private static final String SEQUENCES = """
			SELECT DISTINCT format('%%I.%%I', n.nspname, c.relname), q.seqstart, c.oid::bigint
			FROM pg_depend d
			LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
			JOIN pg_class c ON c.relkind = 'S' AND c.oid IN (d.objid, d.refobjid)
			JOIN pg_namespace n ON n.oid = c.relnamespace
			JOIN pg_sequence q ON q.seqrelid = c.oid
			WHERE (d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = %1$d)
			   OR (d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND f.adrelid = %1$d)
			ORDER BY 1
			""";

	private static final String ALL_SEQUENCES = "SELECT r.name, q.seqstart, r.oid::bigint FROM relations r JOIN pg_sequence q ON q.seqrelid = r.oid ORDER BY 1";

	private static final String POSITION = """
			SELECT format('SELECT pg_catalog.setval(%%L, %%s, %%s);', %s, s.last_value, s.is_called::text) FROM %s s
			WHERE s.is_called OR s.last_value <> %d
			""";

	private final Catalog catalog;

	private final Set<String> positioned = new HashSet<>();

	DataWriter(Catalog catalog) {
		this.catalog = catalog;
	}

	/**
	 * Writes the rows of tables.
	 */
	List<CatalogObject> write(List<DataTable> tables) throws SQLException {
		List<CatalogObject> objects = new ArrayList<>();
		for (DataTable table : tables) {
			String statements = statements(table);
			if (!statements.isEmpty()) {
				objects.add(new CatalogObject(new ObjectId(CatalogLinks.ROWS, table.id()), ObjectKind.ROWS,
						table.name(), statements));
			}
		}
		return objects;
	}

	/**
	 * Writes where the other sequences stand.
	 */
	List<CatalogObject> writePositions() throws SQLException {
		List<CatalogObject> objects = new ArrayList<>();
		for (Sequence sequence : sequences(ALL_SEQUENCES)) {
			String statement = String.join("\n", positions(List.of(sequence)));
			if (!statement.isEmpty()) {
				objects.add(new CatalogObject(new ObjectId(CatalogLinks.ROWS, sequence.id()), ObjectKind.ROWS,
						sequence.name(), statement));
			}
		}
		return objects;
	}

	private String statements(DataTable table) throws SQLException {
		List<String> names = new ArrayList<>();
		List<String> values = new ArrayList<>();
		boolean[] identity = new boolean[1];
		this.catalog.ask(COLUMNS.formatted(table.id()), (column) -> {
			names.add(column.getString(1));
			values.add(column.getString(2));
			identity[0] |= column.getBoolean(3);
		});
		List<String> statements = new ArrayList<>();
		if (!names.isEmpty()) {
			String into = "INSERT INTO %s (%s)%s VALUES\n  ".formatted(table.name(), String.join(", ", names),
					(identity[0]) ? " OVERRIDING SYSTEM VALUE" : "");
			List<String> rows = rows(table, values);
			for (int i = 0; i < rows.size(); i += BATCH) {
				statements.add(into + String.join(",\n  ", rows.subList(i, Math.min(i + BATCH, rows.size()))) + ";");
			}
		}
		statements.addAll(positions(sequences(SEQUENCES.formatted(table.id()))));
		return String.join("\n", statements);
	}

	private List<String> rows(DataTable table, List<String> values) throws SQLException {
		String order = this.catalog.texts(ORDER.formatted(table.id())).get(0);
		List<String> rows = this.catalog.texts(
				"SELECT '(' || array_to_string(ARRAY[%s], ', ') || ')' FROM %s%s%s".formatted(String.join(", ", values),
						table.only() ? "ONLY " : "", table.name(), order.isEmpty() ? "" : " ORDER BY " + order));
		if (order.isEmpty()) {
			Collections.sort(rows);
		}
		return rows;
	}

	private List<Sequence> sequences(String query) throws SQLException {
		List<Sequence> sequences = new ArrayList<>();
		this.catalog.ask(query, (row) -> sequences.add(new Sequence(row.getString(1), row.getLong(2), row.getLong(3))));
		return sequences;
	}

	/**
	 * A sequence that several tables use is at one place only.
	 */
	private List<String> positions(List<Sequence> sequences) throws SQLException {
		List<String> statements = new ArrayList<>();
		for (Sequence sequence : sequences) {
			if (this.positioned.add(sequence.name())) {
				statements.addAll(this.catalog
					.texts(POSITION.formatted(SqlQuote.literal(sequence.name()), sequence.name(), sequence.start())));
			}
		}
		return statements;
	}

	private record Sequence(String name, long start, long id) {

	}

}
