package dev.tidemark.adoption;

import java.util.List;
import java.util.Map;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.output.ValidateResult;
import org.junit.jupiter.api.Test;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.AdoptionRequest;
import dev.tidemark.FlywayExportRequest;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.migration.AdoptionException;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Real Flyway goes on where Tidemark has been.
 */
@PostgresTest
class FlywayWayBackTests extends AbstractMigratorTests {

	private FluentConfiguration flyway() {
		return Flyway.configure()
			.dataSource(database().jdbcUrl(), database().username(), database().password())
			.locations("filesystem:" + folder().path());
	}

	private void writeShop() {
		write("V1__users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, name text);\n");
		write("V1.1__user_names.sql", "INSERT INTO users VALUES (1, 'Ann');\r\n");
		write("V2_10__orders.sql", "CREATE TABLE orders (id bigint)");
		write("R__names_of_users.sql", "CREATE OR REPLACE VIEW names AS SELECT name FROM users");
	}

	private MigratorSettings keepWriting() {
		return settings().withAdoption(new AdoptionSettings("flyway", null, false, true, PlainColumns.USUAL));
	}

	private void assertFlywayFindsNothingToDo(FluentConfiguration configuration) {
		Flyway flyway = configuration.load();
		ValidateResult validated = flyway.validateWithResult();
		assertThat(validated.validationSuccessful).as(String.valueOf(validated.getAllErrorMessages())).isTrue();
		MigrateResult result = flyway.migrate();
		assertThat(result.migrationsExecuted).isZero();
		assertThat(flyway.info().pending()).isEmpty();
	}

	@Test
	void exportsAHistoryOfWhichFlywayNeverHeard() {
		writeShop();
		migrate();
		migrator().exportFlyway(FlywayExportRequest.defaults());
		assertFlywayFindsNothingToDo(flyway());
		assertThat(flyway().load().info().applied()).extracting(MigrationInfo::getDescription)
			.containsExactlyInAnyOrder("users", "user names", "orders", "names of users");
		assertThat(
				values("""
						SELECT count(*) FROM flyway_schema_history f JOIN schema_migrations s ON replace(s.name, '_', ' ') = f.description
						WHERE f.installed_on::timestamptz = s.applied_at AND f.installed_by = s.applied_by
						"""))
			.containsExactly("4");
		write("V3__more.sql", "CREATE TABLE more ()");
		assertThat(flyway().load().migrate().migrationsExecuted).isEqualTo(1);
	}

	@Test
	void exportsTwiceWithoutWritingTwice() {
		writeShop();
		migrate();
		migrator().exportFlyway(FlywayExportRequest.defaults());
		List<String> before = values("SELECT f::text FROM flyway_schema_history f");
		migrator().exportFlyway(FlywayExportRequest.defaults());
		assertThat(values("SELECT f::text FROM flyway_schema_history f")).isEqualTo(before);
	}

	@Test
	void appendsToTheHistoryThatWasAdopted() {
		writeShop();
		flyway().load().migrate();
		List<String> before = values("SELECT f::text FROM flyway_schema_history f ORDER BY installed_rank");
		migrator().adopt(AdoptionRequest.of("flyway"));
		write("V3__more.sql", "CREATE TABLE more ()");
		write("R__names_of_users.sql", "CREATE OR REPLACE VIEW names AS SELECT name FROM users WHERE true");
		migrate();
		migrator().exportFlyway(FlywayExportRequest.defaults());
		assertFlywayFindsNothingToDo(flyway());
		assertThat(values("SELECT f::text FROM flyway_schema_history f ORDER BY installed_rank"))
			.startsWith(before.toArray(String[]::new))
			.hasSize(6);
	}

	@Test
	void doesNotKeepWritingWhatFlywayCannotRead() {
		writeShop();
		flyway().load().migrate();
		migrator(keepWriting()).adopt(AdoptionRequest.of("flyway"));
		write("V3__more.sql", "CREATE TABLE more ()").write("V3__other.sql", "CREATE TABLE other ()");
		MigratorSettings byName = keepWriting()
			.withNaming(new NamingSettings(null, null, NamingSettings.Duplicates.BY_NAME));
		assertThatExceptionOfType(AdoptionException.class).isThrownBy(() -> migrator(byName).migrate())
			.withMessageContaining("None of what is pending was run")
			.withMessageContaining("3@more")
			.satisfies((failure) -> assertThat(failure.action()).contains("tidemark.adoption.keep-writing=false"));
		assertThat(exists("more")).isFalse();
	}

	@Test
	void exportsABaselineAsOne() {
		writeShop();
		database().execute("CREATE TABLE users (id bigint PRIMARY KEY, name text)");
		flyway().baselineVersion("1.1").baselineOnMigrate(true).load().migrate();
		migrator().adopt(AdoptionRequest.of("flyway"));
		database().execute("DROP TABLE flyway_schema_history");
		migrator().exportFlyway(FlywayExportRequest.defaults());
		assertThat(values("SELECT type FROM flyway_schema_history ORDER BY installed_rank")).containsExactly("BASELINE",
				"SQL", "SQL");
		assertFlywayFindsNothingToDo(flyway());
	}

	@Test
	void exportsIntoAnotherTableOfAnotherSchemaOrAsText() {
		writeShop();
		migrate();
		database().execute("CREATE SCHEMA ops");
		String sql = migrator().flywayExport(new FlywayExportRequest("ops.old_history"));
		assertThat(exists("ops.old_history")).isFalse();
		database().execute(sql);
		assertFlywayFindsNothingToDo(flyway().defaultSchema("ops").schemas("ops", "public").table("old_history"));
	}

	@Test
	void exportsNothingWhereThereIsNothing() {
		writeShop();
		assertThatExceptionOfType(AdoptionException.class)
			.isThrownBy(() -> migrator().exportFlyway(FlywayExportRequest.defaults()))
			.withMessageContaining("There is no history of Tidemark");
		assertThat(exists("flyway_schema_history")).isFalse();
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void refusesVersionsThatFlywayDoesNotHave() {
		write("01_a.sql", "CREATE TABLE a ()").write("01_b.sql", "CREATE TABLE b ()");
		MigratorSettings byName = settings().withNaming(new dev.tidemark.discovery.NamingSettings(null, null,
				dev.tidemark.discovery.NamingSettings.Duplicates.BY_NAME));
		migrator(byName).migrate();
		assertThatExceptionOfType(AdoptionException.class)
			.isThrownBy(() -> migrator(byName).exportFlyway(FlywayExportRequest.defaults()))
			.withMessageContaining("Flyway orders migrations by numbers");
	}

	@Test
	void keepsWritingWhatItAppliesSoThatTheOldReleaseStarts() {
		writeShop();
		flyway().load().migrate();
		Migrator migrator = migrator(keepWriting());
		migrator.migrate();
		write("V3__more.sql", "CREATE TABLE more (id bigint)");
		write("V4__index.sql", "CREATE INDEX CONCURRENTLY more_id ON more (id)");
		write("R__names_of_users.sql", "CREATE OR REPLACE VIEW names AS SELECT name FROM users WHERE true");
		assertThat(migrator.migrate().scripts()).hasSize(3);
		assertThat(values(
				"SELECT installed_rank || ' ' || coalesce(version, 'R') || ' ' || success FROM flyway_schema_history ORDER BY installed_rank"))
			.containsExactly("1 1 true", "2 1.1 true", "3 2.10 true", "4 R true", "5 3 true", "6 4 true", "7 R true");
		assertFlywayFindsNothingToDo(flyway());
		// the release before, which knows neither of them
		folder().delete("V3__more.sql").delete("V4__index.sql");
		assertFlywayFindsNothingToDo(flyway());
	}

	@Test
	void takesBackInFlywaysTableWhatItUndoes() {
		writeShop();
		flyway().load().migrate();
		Migrator migrator = migrator(keepWriting());
		write("V3__more.sql", "CREATE TABLE more ();\n-- migrate:down\nDROP TABLE more;");
		migrator.migrate();
		migrator.rollback(1);
		assertThat(values("SELECT type FROM flyway_schema_history WHERE version = '3' ORDER BY installed_rank"))
			.containsExactly("SQL", "DELETE");
		folder().delete("V3__more.sql");
		assertFlywayFindsNothingToDo(flyway());
		write("V3__more.sql", "CREATE TABLE more ();");
		assertThat(flyway().load().migrate().migrationsExecuted).isEqualTo(1);
	}

	@Test
	void writesNothingIntoFlywaysTableForAMigrationThatFails() {
		writeShop();
		flyway().load().migrate();
		migrator(keepWriting()).migrate();
		write("V3__more.sql", "CREATE TABLE more (); SELECT 1/0");
		failing(dev.tidemark.migration.MigrationFailedException.class, migrator(keepWriting()));
		assertThat(values("SELECT count(*) FROM flyway_schema_history")).containsExactly("4");
	}

	@Test
	void keepsWritingSeveralThatShareATransaction() {
		writeShop();
		flyway().load().migrate();
		migrator(keepWriting()).migrate();
		write("V3__a.sql", "CREATE TABLE a ()").write("V4__b.sql", "CREATE TABLE b ()")
			.write("V5__c.sql", "CREATE TABLE c ()");
		MigratorSettings grouped = keepWriting()
			.withExecution(new dev.tidemark.execution.ExecutionSettings(null, null, null, true));
		Migrator.of(dataSource("preferQueryMode=simple"), grouped).migrate();
		assertThat(values(
				"SELECT installed_rank || ' ' || version FROM flyway_schema_history WHERE installed_rank > 4 ORDER BY 1"))
			.containsExactly("5 3", "6 4", "7 5");
		assertFlywayFindsNothingToDo(flyway());
	}

	@Test
	void writesTheChecksumsOfRepeatablesAsFlywayComputesThem() {
		write("R__greeting.sql", "CREATE OR REPLACE VIEW greeting AS SELECT '${word}' AS word");
		MigratorSettings settings = settings().withPlaceholders(Map.of("word", "hello"));
		migrator(settings).migrate();
		migrator(settings).exportFlyway(FlywayExportRequest.defaults());
		assertFlywayFindsNothingToDo(flyway().placeholders(Map.of("word", "hello")));
	}

}
