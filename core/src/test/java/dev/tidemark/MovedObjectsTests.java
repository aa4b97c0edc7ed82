package dev.tidemark;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.migration.HistoryException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scripts that touch histories and schemas.
 */
@PostgresTest
class MovedObjectsTests extends AbstractMigratorTests {

	@ParameterizedTest
	@ValueSource(strings = { "DELETE FROM flyway_schema_history", "DROP TABLE flyway_schema_history",
			"ALTER TABLE flyway_schema_history RENAME TO flyway_old", "TRUNCATE databasechangelog",
			"DROP TABLE databasechangelog, databasechangeloglock", "ALTER TABLE databasechangelog SET SCHEMA archive",
			"CREATE TABLE archive.schema_migrations (version bigint PRIMARY KEY)",
			"CREATE TABLE archive.schema_migrations (LIKE public.schema_migrations)",
			"SET search_path = archive; CREATE TABLE schema_migrations (version text)" })
	void goesOnBesideHistoriesOfOthers(String statement) {
		write("001_others.sql", """
				CREATE SCHEMA archive;
				CREATE TABLE flyway_schema_history (installed_rank int);
				CREATE TABLE databasechangelog (id text);
				CREATE TABLE databasechangeloglock (id int);
				""");
		migrate();
		write("002_touch.sql", statement);
		write("003_next.sql", "CREATE TABLE next ()");
		assertThat(migrate().scripts()).containsExactly("002_touch.sql", "003_next.sql");
		assertThat(migrate().scripts()).isEmpty();
		assertThat(states()).containsOnly(MigrationState.APPLIED).hasSize(3);
	}

	@Test
	void goesOnWhereObjectsMoveToAnotherSchema() {
		write("001_a.sql", "CREATE SCHEMA app; CREATE TABLE a (id int);");
		write("002_move.sql", "ALTER TABLE a SET SCHEMA app");
		write("003_next.sql", "INSERT INTO app.a VALUES (1)");
		migrate();
		assertThat(values("SELECT count(*) FROM app.a")).containsExactly("1");
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void goesOnWhereASchemaComesFirstInTheSearchPath() {
		write("001_schema.sql", "CREATE SCHEMA \"%s\"".formatted(database().username()));
		write("002_next.sql", "CREATE TABLE next ()");
		assertThat(migrate().scripts()).containsExactly("001_schema.sql", "002_next.sql");
		assertThat(values("SELECT schemaname FROM pg_tables WHERE tablename = 'next'"))
			.containsExactly(database().username());
		assertThat(values("SELECT count(*) FROM public.schema_migrations")).containsExactly("2");
		assertThat(failing(HistoryException.class, migrator())).as("nobody knows which schema is meant")
			.hasMessageContaining("There is a history in a later schema of the search path");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ALTER SCHEMA public RENAME TO old; CREATE SCHEMA public",
			"ALTER TABLE schema_migrations RENAME TO old_migrations", "DROP TABLE schema_migrations",
			"CREATE SCHEMA app; ALTER TABLE schema_migrations SET SCHEMA app" })
	void rollsBackAMigrationThatMovesTheHistory(String statement) {
		write("001_a.sql", "CREATE TABLE a ()");
		migrate();
		write("002_move.sql", statement);
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.sqlState()).isEqualTo("42P01");
		assertThat(failure).hasMessageContaining("recording the migration")
			.hasMessageContaining("everything this migration did was rolled back")
			.hasMessageContaining("Tidemark's own table");
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.FAILED);
		assertThat(exists("a")).isTrue();
	}

	@Test
	void keepsTheHistoryWhereAStatementThatStaysMovesIt() {
		write("001_a.sql", "CREATE TABLE a ()");
		migrate();
		write("002_move.sql",
				"-- tidemark: transactional=false\nALTER SCHEMA public RENAME TO old;\nCREATE SCHEMA public;");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure).hasMessageContaining("Tidemark's own table");
		database().execute("ALTER SCHEMA old RENAME TO public");
		assertThat(history()).hasSize(2);
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.RUNNING);
	}

}
