package dev.tidemark.history;

import java.util.List;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.migration.HistoryException;
import dev.tidemark.migration.MissingDatabaseException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@PostgresTest
class HistoryTableTests extends AbstractMigratorTests {

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (id bigint)");
	}

	@Test
	void hasOneUniqueIndexOfWhatIsRunningOrApplied() {
		migrate();
		assertThat(values("""
				SELECT pg_get_indexdef(indexrelid) FROM pg_index
				WHERE indrelid = 'schema_migrations'::regclass AND NOT indisprimary
				"""))
			.containsExactly("CREATE UNIQUE INDEX schema_migrations_one_per_version ON public.schema_migrations "
					+ "USING btree (version) WHERE (state = ANY (ARRAY['running'::text, 'applied'::text]))");
	}

	@Test
	void refusesASecondAppliedRowOfAVersion() {
		migrate();
		assertThatIllegalStateException().isThrownBy(() -> copyRowAs("applied"))
			.withMessageContaining("schema_migrations_one_per_version");
		copyRowAs("failed");
		copyRowAs("rolled_back");
	}

	private void copyRowAs(String state) {
		database().execute("""
				INSERT INTO schema_migrations (version, name, script, kind, state, statements_done, statements_total,
				                               applied_at, execution_ms, applied_by, applied_from)
				SELECT version, name, script, kind, '%s', statements_done, statements_total,
				       applied_at, execution_ms, applied_by, applied_from FROM schema_migrations WHERE id = 1
				""".formatted(state));
	}

	@Test
	void saysItsFormatInItsComment() {
		migrate();
		assertThat(values("SELECT obj_description('schema_migrations'::regclass, 'pg_class')"))
			.containsExactly("Tidemark history, format 2");
	}

	@Test
	void refusesANewerFormat() {
		migrate();
		database().execute("COMMENT ON TABLE schema_migrations IS 'Tidemark history, format 3'");
		write("002_more.sql", "CREATE TABLE more ()");
		HistoryException failure = failing(HistoryException.class, migrator());
		assertThat(failure).hasMessageContaining("\"public\".\"schema_migrations\" has format 3")
			.hasMessageContaining("knows formats up to 2");
		assertThat(failure.action()).contains("newer version");
		assertThat(exists("more")).isFalse();
	}

	@Test
	void goesOnWithANewerFormatThatAllowsIt() {
		migrate();
		database().execute("""
				ALTER TABLE schema_migrations ADD COLUMN novelty text;
				COMMENT ON TABLE schema_migrations IS 'Tidemark history, format 3, usable since format 2'
				""");
		write("002_more.sql", "CREATE TABLE more ()");
		assertThat(migrate().scripts()).as("an old pod during a rollout").containsExactly("002_more.sql");
		database().execute("COMMENT ON TABLE schema_migrations IS 'Tidemark history, format 4, usable since format 3'");
		assertThat(failing(HistoryException.class, migrator())).hasMessageContaining("has format 4");
	}

	@Test
	void isKnownByItsColumnsWhenTheCommentIsLost() {
		migrate();
		database().execute("COMMENT ON TABLE schema_migrations IS NULL");
		assertThat(migrate().scripts()).isEmpty();
		assertThat(history()).hasSize(1);
	}

	@Test
	void mayHaveColumnsOfSomebodyElse() {
		migrate();
		database().execute("ALTER TABLE schema_migrations ADD COLUMN ticket text");
		write("002_more.sql", "CREATE TABLE more ()");
		assertThat(migrate().scripts()).containsExactly("002_more.sql");
	}

	@Test
	void isRefusedWithoutOneOfItsColumns() {
		migrate();
		database().execute("ALTER TABLE schema_migrations DROP COLUMN error, DROP COLUMN checksum");
		HistoryException failure = failing(HistoryException.class, migrator());
		assertThat(failure).hasMessageContaining("lacks the columns checksum, error");
		assertThat(failure.action()).contains("restore its columns");
	}

	@Test
	void isInASchemaOfItsOwnThatIsCreated() {
		Migrator migrator = migrator(settings().withHistory(new HistorySettings("my \"own\"", null, null)));
		assertThat(migrator.migrate().scripts()).containsExactly("001_users.sql");
		assertThat(migrator.migrate().scripts()).isEmpty();
		assertThat(values("SELECT schemaname FROM pg_tables WHERE tablename = 'schema_migrations'"))
			.containsExactly("my \"own\"");
		assertThat(exists("public.users")).as("the migrations do not go there").isTrue();
	}

	@Test
	void isInAnExistingSchemaWithoutTheRightToCreateSchemas() {
		TestRole role = database().createRole("");
		database().execute("CREATE SCHEMA ours; GRANT ALL ON SCHEMA ours TO " + role.name());
		write("001_users.sql", "CREATE TABLE ours.users (id bigint)");
		MigratorSettings settings = settings().withHistory(new HistorySettings("ours", null, null));
		Migrator.of(database().dataSource(role), settings).migrate();
		assertThat(exists("ours.schema_migrations")).isTrue();
	}

	@Test
	void hasAnotherName() {
		Migrator migrator = migrator(settings().withHistory(new HistorySettings(null, "history of orders", null)));
		migrator.migrate();
		assertThat(migrator.migrate().scripts()).isEmpty();
		assertThat(migrator.applied()).hasSize(1);
		assertThat(exists("\"history of orders\"")).isTrue();
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void mayHaveTheLongestName() {
		String name = "h".repeat(63);
		migrator(settings().withHistory(new HistorySettings(null, name, null))).migrate();
		assertThat(values("SELECT indexrelid::regclass FROM pg_index WHERE indrelid = '%s'::regclass ".formatted(name)
				+ "AND NOT indisprimary"))
			.containsExactly("h".repeat(47) + "_one_per_version");
	}

	@Test
	void isRefusedWhereTheSearchPathNamesNoSchema() {
		DataSource nowhere = dataSource("currentSchema=nowhere");
		MissingDatabaseException failure = failing(MissingDatabaseException.class, Migrator.of(nowhere, settings()));
		assertThat(failure).hasMessageContaining("No schema for the history")
			.hasMessageContaining("nowhere")
			.hasMessageContaining(database().name());
		assertThat(failure.action()).contains("tidemark.history.schema");
	}

	@Test
	void saysWhenTheRoleMayNotCreateIt() {
		TestRole role = database().createRole("");
		database().execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
		HistoryException failure = failing(HistoryException.class,
				Migrator.of(database().dataSource(role), settings()));
		assertThat(failure).hasMessageContaining("permission denied for schema public (SQLSTATE 42501)");
		assertThat(failure.action()).contains("tidemark.history.schema");
	}

	@Test
	void storesNoScriptThatIsTooLong() {
		write("002_long.sql", "SELECT '" + "x".repeat(200) + "'");
		HistorySettings small = new HistorySettings(null, null, DataSize.ofBytes(100));
		migrator(settings().withHistory(small)).migrate();
		assertThat(values("SELECT up_script IS NULL FROM schema_migrations ORDER BY id")).isEqualTo(List.of("f", "t"));
	}

}
