package dev.tidemark.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;

import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.StatementSplitter;
import dev.tidemark.test.database.TestDatabase;

/**
 * A schema with an object of every kind that a snapshot writes, in every shape that is
 * known to be hard.
 */
final class RichSchema {

	private RichSchema() {
	}

	/**
	 * Fills a database with what its server knows.
	 */
	static void create(TestDatabase database) {
		execute(database, "rich.sql");
		if (database.serverVersion() >= 15) {
			execute(database, "rich-15.sql");
		}
		if (database.serverVersion() >= 18) {
			execute(database, "rich-18.sql");
		}
	}

	private static void execute(TestDatabase database, String file) {
		try (InputStream stream = Objects.requireNonNull(RichSchema.class.getResourceAsStream("/snapshot/" + file))) {
			String script = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			try (Session session = Sessions.open(database.dataSource())) {
				for (SqlStatement statement : StatementSplitter.split(script)) {
					session.execute(statement.text());
				}
			}
		}
		catch (IOException | SQLException ex) {
			throw new IllegalStateException(file, ex);
		}
	}

}
