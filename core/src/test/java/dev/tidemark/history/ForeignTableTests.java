package dev.tidemark.history;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.migration.HistoryException;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class ForeignTableTests extends AbstractMigratorTests {

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (id bigint)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			version bigint PRIMARY KEY, dirty boolean NOT NULL | version, dirty | golang-migrate
			version varchar(128) PRIMARY KEY                   | version        | dbmate or Rails
			id integer, filename text                          | id, filename   | another tool
			""")
	void refusesTheTableOfAnotherTool(String definition, String columns, String tool) {
		database().execute("CREATE TABLE schema_migrations (%s)".formatted(definition));
		HistoryException failure = failing(HistoryException.class, migrator());
		assertThat(failure).hasMessage(
				"The table \"public\".\"schema_migrations\" is not Tidemark's: its columns (%s) ".formatted(columns)
						+ "look like those of %s; it has not been touched".formatted(tool));
		assertThat(failure.action()).contains("tidemark.history.table=tidemark_migrations");
	}

	@Test
	void touchesNothingThere() {
		database().execute("CREATE TABLE schema_migrations AS SELECT 7::bigint AS version, false AS dirty");
		String all = "SELECT s::text || xmin FROM schema_migrations s";
		String before = values(all).toString();
		failing(HistoryException.class, migrator());
		assertThat(values(all)).hasToString(before);
		assertThat(values(
				"SELECT attname FROM pg_attribute WHERE attrelid = 'schema_migrations'::regclass " + "AND attnum > 0"))
			.containsExactly("version", "dirty");
		assertThat(exists("users")).isFalse();
		assertThat(exists("tidemark_migrations")).isFalse();
	}

	@Test
	void refusesAView() {
		database().execute("CREATE VIEW schema_migrations AS SELECT '1' AS version");
		assertThat(failing(HistoryException.class, migrator())).hasMessageContaining("is not Tidemark's");
	}

	@Test
	void findsTheOtherNameLaterWithoutASetting() {
		database().execute("CREATE TABLE schema_migrations AS SELECT 7::bigint AS version, false AS dirty");
		migrator(settings().withHistory(new HistorySettings(null, HistoryTable.ALTERNATIVE, null))).migrate();
		assertThat(values("SELECT version FROM tidemark_migrations")).containsExactly("001");
		write("002_more.sql", "CREATE TABLE more ()");
		assertThat(migrate().scripts()).containsExactly("002_more.sql");
		assertThat(values("SELECT version FROM tidemark_migrations")).containsExactly("001", "002");
		assertThat(values("SELECT version FROM schema_migrations")).containsExactly("7");
	}

	@Test
	void takesATableThatIsOnlyNamedLikeTheOtherForNoHistory() {
		database().execute("CREATE TABLE tidemark_migrations (id bigint)");
		migrate();
		assertThat(values("SELECT version FROM schema_migrations")).containsExactly("001");
	}

}
