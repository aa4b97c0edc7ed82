package dev.tidemark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

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

	/**
	 * Connects as the database's owner with a parameter of the driver.
	 */
	protected final DataSource dataSource(String parameter) {
		String url = this.database.jdbcUrl();
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL(url + (url.contains("?") ? "&" : "?") + parameter);
		dataSource.setUser(this.database.username());
		dataSource.setPassword(this.database.password());
		return dataSource;
	}

	/**
	 * Returns when a session of the database has waited that long for a lock.
	 */
	protected final void awaitLockWait(Duration atLeast) {
		await().until(() -> !values("""
				SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid)
				WHERE NOT granted AND datname = current_database()
				  AND clock_timestamp() - waitstart > interval '%d ms'
				""".formatted(atLeast.toMillis())).isEmpty());
	}

	/**
	 * Returns when a session of the database executes a statement like this.
	 */
	protected final void awaitStatement(String like) {
		await().until(() -> !values("""
				SELECT pid FROM pg_stat_activity
				WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid() AND query LIKE '%s'
				""".formatted(like)).isEmpty());
	}

	protected final boolean exists(String relation) {
		return values("SELECT to_regclass('%s') IS NOT NULL".formatted(relation)).equals(List.of("t"));
	}

}
