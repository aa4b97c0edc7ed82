package dev.tidemark.snapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tidemark.jdbc.Session;
import dev.tidemark.schema.SchemaScope;

/**
 * Asks the server's catalog, one question for each kind of object.
 */
final class Catalog {

	private final Session session;

	private final SchemaScope scope;

	Catalog(Session session, SchemaScope scope) {
		this.session = session;
		this.scope = scope;
	}

	/**
	 * Reads all objects of some kinds.
	 */
	List<CatalogObject> objects(List<ObjectQuery> queries) throws SQLException {
		List<CatalogObject> objects = new ArrayList<>();
		for (ObjectQuery query : queries) {
			ask(query.sql(), (row) -> objects
				.add(new CatalogObject(id(row, 1), query.kind(), row.getString(3), row.getString(4).strip())));
		}
		return objects;
	}

	/**
	 * Reads the statements that follow those which make objects.
	 * @return the statements, those of one object in order
	 */
	List<Detail> details(Collection<String> queries) throws SQLException {
		List<Detail> details = new ArrayList<>();
		for (String query : queries) {
			List<CatalogObject> found = new ArrayList<>();
			ask(query, (row) -> found
				.add(new CatalogObject(id(row, 1), ObjectKind.TABLE, row.getString(3), row.getString(4))));
			Collections.sort(found);
			found.forEach((detail) -> details.add(new Detail(detail.id(), detail.statement())));
		}
		return details;
	}

	/**
	 * Reads with which other object one is made.
	 */
	Map<ObjectId, ObjectId> owners() throws SQLException {
		Map<ObjectId, ObjectId> owners = new HashMap<>();
		ask(CatalogLinks.OWNERS, (row) -> owners.put(id(row, 1), id(row, 3)));
		return owners;
	}

	/**
	 * Reads what objects need.
	 */
	Map<ObjectId, Set<ObjectId>> needs() throws SQLException {
		Map<ObjectId, Set<ObjectId>> needs = new HashMap<>();
		ask(CatalogLinks.NEEDS,
				(row) -> needs.computeIfAbsent(id(row, 1), (absent) -> new HashSet<>()).add(id(row, 3)));
		return needs;
	}

	/**
	 * Reads every object that somebody made.
	 * @return what they are, for people
	 */
	Map<ObjectId, String> everything() throws SQLException {
		Map<ObjectId, String> all = new HashMap<>();
		ask(CatalogLinks.EVERYTHING, (row) -> all.put(id(row, 1), row.getString(3) + " " + row.getString(4)));
		return all;
	}

	/**
	 * Reads one column of text.
	 */
	List<String> texts(String query) throws SQLException {
		List<String> texts = new ArrayList<>();
		ask(query, (row) -> texts.add(row.getString(1)));
		return texts;
	}

	/**
	 * Asks a question about what there is to look at.
	 */
	void ask(String query, RowConsumer consumer) throws SQLException {
		try (Statement statement = this.session.connection().createStatement()) {
			statement.setEscapeProcessing(false);
			try (ResultSet rows = statement.executeQuery(this.scope.with(query))) {
				while (rows.next()) {
					consumer.accept(rows);
				}
			}
		}
	}

	private static ObjectId id(ResultSet row, int column) throws SQLException {
		return new ObjectId(row.getLong(column), row.getLong(column + 1));
	}

	/**
	 * A statement that says more about an object.
	 */
	record Detail(ObjectId object, String statement) {

	}

	/**
	 * Takes a row.
	 */
	@FunctionalInterface
	interface RowConsumer {

		void accept(ResultSet row) throws SQLException;

	}

}
