package dev.tidemark.snapshot;

import java.sql.SQLException;
import java.util.List;

import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.jdbc.StatementException;
import dev.tidemark.migration.SnapshotHead;
import dev.tidemark.migration.Version;
import dev.tidemark.schema.SchemaFingerprint;
import dev.tidemark.schema.SchemaScope;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.StatementSplitter;
import dev.tidemark.test.database.TestDatabase;

/**
 * Writes snapshots of databases, and makes databases of them.
 */
final class SnapshotCopy {

	static final SnapshotHead HEAD = new SnapshotHead(Version.of("017"),
			List.of(new SnapshotHead.Entry(Version.of("017"), "all", null)));

	private static final SchemaScope SCOPE = new SchemaScope(List.of());

	private SnapshotCopy() {
	}

	static WrittenSnapshot snapshot(TestDatabase database, SnapshotSettings settings) {
		try (Session session = Sessions.open(database.dataSource())) {
			return SnapshotWriter.write(session, SCOPE, HEAD, settings);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static SchemaFingerprint fingerprint(TestDatabase database) {
		try (Session session = Sessions.open(database.dataSource())) {
			return SchemaFingerprint.read(session, SCOPE);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Applies a script in one transaction, statement by statement as Tidemark splits it.
	 */
	static void apply(String script, TestDatabase database) {
		List<SqlStatement> statements = StatementSplitter.split(script);
		try (Session session = Sessions.open(database.dataSource())) {
			session.execute("BEGIN");
			session.executeAll(statements, (index) -> {
			});
			session.execute("COMMIT");
		}
		catch (StatementException ex) {
			SqlStatement failed = statements.get(ex.index());
			throw new IllegalStateException(
					"line %d: %s\n%s".formatted(failed.line(), ex.sqlException().getMessage(), failed.text()), ex);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
