package dev.tidemark;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A test with a database and a folder of migrations of its own.
 */
@PostgresTest
public abstract class AbstractMigratorTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private final RecordedEvents events = new RecordedEvents();

	protected final TestDatabase database() {
		return this.database;
	}

	protected final RecordedEvents events() {
		return this.events;
	}

	protected final MigrationFolder folder() {
		return new MigrationFolder(this.directory);
	}

	protected final MigrationFolder write(String name, String sql) {
		return folder().write(name, sql);
	}

	protected final MigratorSettings settings() {
		return folder().settings();
	}

	protected final Migrator migrator() {
		return migrator(settings());
	}

	protected final Migrator migrator(MigratorSettings settings) {
		return Migrator.of(this.database.dataSource(), settings).withListeners(List.of(this.events));
	}

	protected final Migrator migrator(CodeMigration... code) {
		return migrator().withJavaMigrations(() -> List.of(code));
	}

	protected final MigrationReport migrate() {
		return migrator().migrate();
	}

	protected final MigrationFailedException migrateFailing() {
		return failing(MigrationFailedException.class, migrator());
	}

	protected final <T extends MigrationException> T failing(Class<T> type, Migrator migrator) {
		return assertThatExceptionOfType(type).isThrownBy(migrator::migrate).actual();
	}

	protected final List<AppliedMigration> history() {
		return migrator().applied();
	}

	protected final List<MigrationState> states() {
		return history().stream().map(AppliedMigration::state).toList();
	}

	/**
	 * The last row of the history.
	 */
	protected final AppliedMigration lastRow() {
		List<AppliedMigration> rows = history();
		return rows.get(rows.size() - 1);
	}

	protected final MigrationInfo info(String version) {
		return migrator().status()
			.migrations()
			.stream()
			.filter((info) -> version.equals(info.version()))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * The first column of what a query returns, as text.
	 */
	protected final List<String> values(String sql) {
		return this.database.jdbc().sql(sql).query((row, number) -> String.valueOf(row.getString(1))).list();
	}

	protected final boolean exists(String relation) {
		return values("SELECT to_regclass('%s') IS NOT NULL".formatted(relation)).equals(List.of("t"));
	}

}
