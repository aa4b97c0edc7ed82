package dev.tidemark.snapshot;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.SnapshotException;
import dev.tidemark.migration.SnapshotHead;
import dev.tidemark.schema.SchemaScope;

/**
 * Writes the schema of a database as one script, without pg_dump, in one transaction that
 * only reads.
 */
public final class SnapshotWriter {

	/**
	 * Names are written with their schemas, and text as the server prints it with these
	 * settings, so that neither depends on who asks.
	 */
	private static final String BEGIN = """
			BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
			SET LOCAL statement_timeout = 0;
			SET LOCAL standard_conforming_strings = on;
			SET LOCAL quote_all_identifiers = off;
			SET LOCAL datestyle = 'ISO, YMD';
			SET LOCAL intervalstyle = 'postgres';
			SET LOCAL timezone = 'UTC';
			SET LOCAL extra_float_digits = 1;
			SET LOCAL bytea_output = 'hex';
			SET LOCAL xmloption = content;
			SET LOCAL row_security = off""";

	/**
	 * Functions may name what comes after them.
	 */
	private static final String SETTINGS = """
			SET LOCAL check_function_bodies = off;
			SET LOCAL standard_conforming_strings = on;
			SET LOCAL xmloption = content;
			SET LOCAL datestyle = 'ISO, YMD';
			SET LOCAL intervalstyle = 'postgres';
			""";

	/** The number of pg_class, which is fixed. */
	private static final long RELATIONS = 1259;

	private final Session session;

	private final Catalog catalog;

	private final SnapshotSettings settings;

	private SnapshotWriter(Session session, SchemaScope scope, SnapshotSettings settings) {
		this.session = session;
		this.catalog = new Catalog(session, scope);
		this.settings = settings;
	}

	/**
	 * Writes a snapshot.
	 * @param session a session of the database without an open transaction
	 * @param scope what is Tidemark's own or another tool's, and left out
	 * @param head what the snapshot stands for
	 * @param settings what is in it besides the structure
	 * @return the snapshot
	 * @throws SnapshotException if a table whose rows are to be in it is not there
	 * @throws SQLException if the catalog cannot be read
	 */
	public static WrittenSnapshot write(Session session, SchemaScope scope, SnapshotHead head,
			SnapshotSettings settings) throws SQLException {
		session.execute(BEGIN);
		try {
			return new SnapshotWriter(session, scope, settings).write(head);
		}
		finally {
			session.execute("ROLLBACK");
		}
	}

	private WrittenSnapshot write(SnapshotHead head) throws SQLException {
		// a name without schema is looked for before the search path is emptied
		List<DataTable> tables = DataTables.find(this.catalog, this.settings.data());
		this.session.execute("SET LOCAL search_path = ''");
		List<CatalogObject> rows = rows(tables);
		ObjectGraph graph = graph(Set.of(), rows);
		ObjectGraph.Order order = graph.order();
		Set<Long> circular = order.circular()
			.stream()
			.filter((object) -> object.kind() == ObjectKind.TABLE)
			.map((object) -> object.id().object())
			.collect(Collectors.toCollection(TreeSet::new));
		if (!circular.isEmpty()) {
			graph = graph(circular, rows);
			order = graph.order();
		}
		Unwritten unwritten = new Unwritten(this.catalog, this.settings);
		List<String> warnings = new ArrayList<>(unwritten.warnings());
		if (!order.circular().isEmpty()) {
			warnings.add("These objects need each other, so that no order of statements makes them: " + order.circular()
				.stream()
				.map((object) -> object.kind().word() + " " + object.name())
				.collect(Collectors.joining(", ")));
		}
		return new WrittenSnapshot(head, head.text() + "\n" + SETTINGS + body(graph, order.objects()),
				unwritten.list(graph), warnings);
	}

	private List<CatalogObject> rows(List<DataTable> tables) throws SQLException {
		DataWriter writer = new DataWriter(this.catalog);
		List<CatalogObject> rows = writer.write(tables);
		if (this.settings.ofMigrationsAlone()) {
			rows.addAll(writer.writePositions());
		}
		return rows;
	}

	private ObjectGraph graph(Set<Long> split, List<CatalogObject> rows) throws SQLException {
		List<ObjectQuery> queries = new ArrayList<>(TypeQueries.all());
		queries.addAll(RoutineQueries.all());
		queries.addAll(TableQueries.all(split));
		queries.addAll(ConstraintQueries.all());
		queries.addAll(ViewQueries.all());
		if (this.settings.grants()) {
			queries.add(new ObjectQuery(ObjectKind.DEFAULT_PRIVILEGES, AccessQueries.DEFAULTS));
		}
		List<CatalogObject> objects = this.catalog.objects(queries);
		objects.addAll(rows);
		Map<ObjectId, Set<ObjectId>> needs = this.catalog.needs();
		rows.forEach((object) -> needs.put(object.id(), Set.of(new ObjectId(RELATIONS, object.id().object()))));
		return new ObjectGraph(objects, this.catalog.owners(), needs);
	}

	private String body(ObjectGraph graph, List<CatalogObject> objects) throws SQLException {
		List<String> queries = new ArrayList<>(DetailQueries.all());
		if (this.settings.grants()) {
			queries.add(AccessQueries.OF_ROLES);
		}
		Map<CatalogObject, List<String>> details = new HashMap<>();
		for (Catalog.Detail detail : this.catalog.details(queries)) {
			CatalogObject object = graph.find(detail.object());
			// what an extension makes is its own affair
			if (object != null && object.kind() != ObjectKind.EXTENSION && !detail.statement().isEmpty()) {
				details.computeIfAbsent(object, (absent) -> new ArrayList<>()).add(detail.statement());
			}
		}
		List<String> populated = this.catalog
			.texts("SELECT r.name FROM relations r WHERE r.relkind = 'm' AND r.relispopulated");
		return new SnapshotBody(details, Set.copyOf(populated)).write(objects);
	}

}
