package dev.tidemark.sample.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the rows of one table. Names in its SQL come from the record and from
 * code, never from a client.
 *
 * @param <T> the record that mirrors a row
 */
public final class TableRepository<T extends Record & Row> {

	private final JdbcClient jdbc;

	private final String table;

	private final Columns columns;

	private final RowMapper<T> rowMapper;

	public TableRepository(JdbcClient jdbc, JsonMapper json, String table, Class<T> type) {
		this.jdbc = jdbc;
		this.table = table;
		this.columns = new Columns(type);
		this.rowMapper = new JsonRowMapper<>(type, json);
	}

	/**
	 * The rows that meet the filter, ordered by id.
	 */
	public Page<T> list(Filter filter, int page, int size) {
		long total = this.jdbc.sql("SELECT count(*) FROM " + this.table + filter.where())
			.params(filter.parameters())
			.query(Long.class)
			.single();
		List<T> items = this.jdbc
			.sql("SELECT " + this.columns.all() + " FROM " + this.table + filter.where()
					+ " ORDER BY id LIMIT :limit OFFSET :offset")
			.params(filter.parameters())
			.param("limit", size)
			.param("offset", (long) page * size)
			.query(this.rowMapper)
			.list();
		return new Page<>(items, page, size, total);
	}

	/**
	 * The row with that id.
	 */
	public Optional<T> find(long id) {
		return this.jdbc.sql("SELECT " + this.columns.all() + " FROM " + this.table + " WHERE id = :id")
			.param("id", id)
			.query(this.rowMapper)
			.optional();
	}

	/**
	 * Adds a row and returns it as the database has completed it.
	 */
	public T insert(T row) {
		Map<String, Object> values = this.columns.values(row);
		return this.jdbc
			.sql("INSERT INTO " + this.table + " (" + this.columns.written((column) -> column) + ") VALUES ("
					+ this.columns.written((column) -> valueOf(column, values)) + ") RETURNING " + this.columns.all())
			.params(values)
			.query(this.rowMapper)
			.single();
	}

	/**
	 * Replaces the row with that id, if there is one, and returns it as the database has
	 * completed it.
	 */
	public Optional<T> update(long id, T row) {
		Map<String, Object> values = this.columns.values(row);
		return this.jdbc
			.sql("UPDATE " + this.table + " SET "
					+ this.columns.written((column) -> column + " = " + valueOf(column, values))
					+ " WHERE id = :id RETURNING " + this.columns.all())
			.params(values)
			.param("id", id)
			.query(this.rowMapper)
			.optional();
	}

	/**
	 * Removes the row with that id, and says whether there was one.
	 */
	public boolean delete(long id) {
		return this.jdbc.sql("DELETE FROM " + this.table + " WHERE id = :id").param("id", id).update() > 0;
	}

	private static String valueOf(String column, Map<String, Object> values) {
		return values.containsKey(column) ? ":" + column : "DEFAULT";
	}

}
