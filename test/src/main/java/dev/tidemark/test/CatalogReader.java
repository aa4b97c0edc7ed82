package dev.tidemark.test;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Reads the schema from the catalog, in one query.
 */
final class CatalogReader {

	private static final String QUERY = read("scope") + Stream
		.of("schemas", "relations", "columns", "constraints", "code", "types", "access", "comments", "others")
		.map(CatalogReader::read)
		.collect(Collectors.joining("UNION ALL\n"));

	private final DataSource dataSource;

	private final @Nullable String historySchema;

	/**
	 * Creates a reader.
	 * @param dataSource gives the connections
	 * @param historySchema the schema that Tidemark creates for its history, which no
	 * undo removes, or {@code null}
	 */
	CatalogReader(DataSource dataSource, @Nullable String historySchema) {
		this.dataSource = dataSource;
		this.historySchema = historySchema;
	}

	private static String read(String name) {
		String file = "catalog/" + name + ".sql";
		try (InputStream stream = CatalogReader.class.getResourceAsStream(file)) {
			if (stream == null) {
				throw new FileNotFoundException(file);
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	SchemaFingerprint read() {
		try (Connection connection = this.dataSource.getConnection()) {
			boolean autoCommit = connection.getAutoCommit();
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement()) {
				return read(statement);
			}
			finally {
				connection.rollback();
				connection.setAutoCommit(autoCommit);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The schema could not be read: " + ex.getMessage(), ex);
		}
	}

	private SchemaFingerprint read(Statement statement) throws SQLException {
		// so that every name is written with its schema
		statement.execute("SET LOCAL search_path = ''");
		SortedMap<String, String> objects = new TreeMap<>();
		try (ResultSet rows = statement.executeQuery(QUERY)) {
			while (rows.next()) {
				objects.merge(rows.getString(1), rows.getString(2), (one, other) -> one + "\n" + other);
			}
		}
		if (this.historySchema != null) {
			String name = this.historySchema;
			Stream.of(name, "\"" + name.replace("\"", "\"\"") + "\"")
				.forEach((written) -> objects.keySet()
					.removeAll(Set.of("schema " + written, "access to schema " + written)));
		}
		return new SchemaFingerprint(objects);
	}

}
