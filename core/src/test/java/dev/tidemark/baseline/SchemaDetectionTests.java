package dev.tidemark.baseline;

import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tidemark.baseline.SchemaDetection.Detected;
import dev.tidemark.migration.BaselineException;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.SchemaInspector;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.migration.Version;
import dev.tidemark.schema.CatalogInspector;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class SchemaDetectionTests {

	private TestDatabase database;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					table_exists('users')                                            | table_exists('mails')
					column_exists('users', 'id')                                     | column_exists('users', 'mail')
					index_exists('users_id')                                         | index_exists('users')
					constraint_exists('users', 'positive')                           | constraint_exists('users', 'negative')
					extension_exists('plpgsql')                                      | extension_exists('postgis')
					enum_value_exists('mood', 'it''s ok')                            | enum_value_exists('mood', 'IT''S OK')
					not table_exists('mails')                                        | not table_exists('users')
					table_exists('users') and not column_exists('users', 'mail')     | table_exists('users') and column_exists('users', 'mail')
					""")
	void evaluatesEachCheck(String holds, String fails) {
		createUsers();
		assertThat(detect(sql("001", holds), sql("002", fails)))
			.isEqualTo(new Detected(Version.of("001"), "001_change.sql: " + holds));
	}

	@Test
	void countsWhatSaysNothingBeforeTheLastThatHolds() {
		createUsers();
		CodeMigration java = new CodeMigration(Version.of("2"), "fill", "test.Fill", false, (context) -> {
		});
		assertThat(detect(sql("001", null), java, sql("003", "table_exists('users')"), sql("004", null)).version())
			.hasToString("003");
	}

	@Test
	void takesTheOrderOfVersions() {
		createUsers();
		assertThat(detect(sql("10", "table_exists('mails')"), sql("9", "table_exists('users')")).version())
			.hasToString("9");
	}

	@Test
	void refusesAGapAndListsEachCheck() {
		createUsers();
		assertThatExceptionOfType(BaselineException.class)
			.isThrownBy(() -> detect(sql("001", "table_exists('users')"), sql("002", "table_exists('mails')"),
					sql("003", null), sql("004", "index_exists('users_id')")))
			.withMessage(
					"""
							The existing schema has what a later migration does, and lacks what an earlier one does. Nothing was run or recorded:
							  yes    001_change.sql: table_exists('users')
							  no     002_change.sql: table_exists('mails')
							  yes    004_change.sql: index_exists('users_id')""")
			.satisfies((ex) -> assertThat(ex.action()).contains("baseline V"));
	}

	@Test
	void refusesWhereNoCheckHoldsOrThereIsNone() {
		createUsers();
		assertThatExceptionOfType(BaselineException.class).isThrownBy(() -> detect(sql("001", "table_exists('mails')")))
			.withMessageContaining("has nothing of what the migrations do")
			.withMessageEndingWith("no     001_change.sql: table_exists('mails')");
		assertThatExceptionOfType(BaselineException.class).isThrownBy(() -> detect(sql("001", null)))
			.withMessage("No migration says by what it can be seen in the existing schema. Nothing was run or recorded")
			.satisfies((ex) -> assertThat(ex.action()).contains("applied-if", "CurrentSchemaCheck",
					"tidemark.baseline.on-existing=V"));
	}

	@Test
	void asksTheApplicationsCheckInPlaceOfTheDirectives() {
		createUsers();
		CurrentSchemaCheck check = (schema) -> schema.columnExists("users", "id") ? Optional.of(Version.of("2"))
				: Optional.empty();
		assertThat(detect(check, sql("001", "table_exists('users')"), sql("002", "table_exists('mails')")))
			.isEqualTo(new Detected(Version.of("002"), "the check CurrentSchemaCheck"));
		assertThat(detect(new Proved(), sql("001", null)).proof()).isEqualTo("the check Proved");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0.5 | the nearest are 001
			2.5 | the nearest are 002 and 004
			99  | the nearest are 004
			""")
	void refusesAnUnknownVersionAndNamesTheNearest(String version, String nearest) {
		assertThatExceptionOfType(BaselineException.class)
			.isThrownBy(() -> detect((schema) -> Optional.of(Version.of(version)), sql("001", null), sql("002", null),
					sql("004", null)))
			.withMessageContaining("stands at version %s, which no migration has (%s)".formatted(version, nearest));
	}

	@Test
	void refusesWhereTheCheckProvesNothingOrFails() {
		assertThatExceptionOfType(BaselineException.class)
			.isThrownBy(() -> detect((schema) -> Optional.empty(), sql("001", null)))
			.withMessageContaining("The check CurrentSchemaCheck has proved no version");
		assertThatExceptionOfType(BaselineException.class)
			.isThrownBy(() -> detect((schema) -> Optional.of(Version.of(String.valueOf(schema.tableExists("")))),
					sql("001", null)))
			.withMessageContaining("could not look at the existing schema")
			.withMessageContaining("'' is no name")
			.withCauseInstanceOf(IllegalArgumentException.class);
	}

	private void createUsers() {
		this.database.jdbc().sql("""
				CREATE TABLE users (id bigint CONSTRAINT positive CHECK (id > 0));
				CREATE INDEX users_id ON users (id);
				CREATE TYPE mood AS ENUM ('it''s ok');
				""").update();
	}

	private Detected detect(Migration... migrations) {
		return detect(null, migrations);
	}

	private Detected detect(CurrentSchemaCheck check, Migration... migrations) {
		SchemaInspector schema = CatalogInspector.of(this.database.dataSource());
		return new SchemaDetection(schema, check).detect(MigrationCatalog.of(Arrays.asList(migrations)));
	}

	private static SqlMigration sql(String version, String appliedIf) {
		String head = (appliedIf != null) ? "-- tidemark: applied-if=" + appliedIf + "\n" : "";
		return new SqlMigration(MigrationKind.SQL, Version.of(version), "change",
				SqlScript.of(version + "_change.sql", head + "SELECT 1", 1), null, "sha256:0");
	}

	/**
	 * A check that has a name.
	 */
	private static final class Proved implements CurrentSchemaCheck {

		@Override
		public Optional<Version> provenVersion(SchemaInspector schema) {
			return Optional.of(Version.of("001"));
		}

	}

}
