package dev.tidemark.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Version;
import dev.tidemark.offline.OfflineScriptRequest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file for psql, and databases that are migrated with it or without.
 */
record OfflineFile(Path path) {

	/**
	 * Writes a file without any database.
	 */
	static OfflineFile write(Path scratch, MigratorSettings settings, @Nullable String from, @Nullable String to) {
		String text = Migrator.of(new NoDatabase(), settings)
			.script(new OfflineScriptRequest((from != null) ? Version.of(from) : null,
					(to != null) ? Version.of(to) : null));
		try {
			return new OfflineFile(Files.writeString(scratch.resolve("offline-%s-%s.sql".formatted(from, to)), text));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String text() {
		try {
			return Files.readString(this.path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Runs the file to its end.
	 */
	String run(TestDatabase database) {
		Psql.Result result = Psql.execute(this.path, database);
		assertThat(result.exitCode()).as(result.output()).isZero();
		return result.output();
	}

	/**
	 * Runs the file up to the error that is expected.
	 */
	String failing(TestDatabase database) {
		Psql.Result result = Psql.execute(this.path, database);
		assertThat(result.exitCode()).as(result.output()).isEqualTo(3);
		return result.output();
	}

	/**
	 * Returns everything that a history says, but who wrote it and when.
	 */
	static List<String> history(TestDatabase database) {
		return database.jdbc().sql("""
				SELECT concat_ws('|', coalesce(version, 'R'), name, script, kind, checksum, state, statements_done,
				                 statements_total, error, up_script, down_script, running_statement, done_checksum)
				FROM schema_migrations ORDER BY id
				""").query(String.class).list();
	}

	static List<String> states(Migrator migrator) {
		return migrator.applied().stream().map((row) -> row.label() + " " + word(row)).toList();
	}

	private static String word(AppliedMigration row) {
		return row.state().word();
	}

	static void assertSame(TestDatabase actual, TestDatabase expected) {
		DatabaseContents now = DatabaseContents.of(actual);
		DatabaseContents then = DatabaseContents.of(expected);
		assertThat(now.schema().differenceFrom(then.schema())).isEmpty();
		assertThat(now.rows()).containsExactlyElementsOf(then.rows());
	}

}
