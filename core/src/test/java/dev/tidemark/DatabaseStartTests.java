package dev.tidemark;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.baseline.DatabaseKind;
import dev.tidemark.baseline.OnExisting;
import dev.tidemark.event.MigrationEvent.Noted;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.BaselineException;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;
import dev.tidemark.rehearsal.RehearsalReport;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.RoundTripProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a run does in a database that has no history: fresh, with a schema, or with
 * somebody else's.
 */
@PostgresTest
class DatabaseStartTests extends AbstractMigratorTests {

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (id bigint);\n-- migrate:down\nDROP TABLE users");
		write("002_orders.sql", "CREATE TABLE orders (id bigint)");
		write("003_items.sql", "CREATE TABLE items (id bigint)");
	}

	private Migrator migrator(OnExisting onExisting) {
		return migrator(settings().withBaseline(BaselineSettings.defaults().withOnExisting(onExisting)));
	}

	private Migrator defaults() {
		return migrator(OnExisting.FAIL);
	}

	private Migrator migratorAt(String version) {
		return migrator(settings().withBaseline(BaselineSettings.defaults().at(Version.of(version))));
	}

	private void execute(String sql) {
		try (OtherSession session = OtherSession.open(database(), "before")) {
			session.execute(sql);
		}
	}

	private String notes() {
		return events().of(Noted.class).toString();
	}

	@Test
	void appliesEverythingInAFreshDatabase() {
		assertThat(migrator().status().kind()).isEqualTo(DatabaseKind.FRESH);
		assertThat(migrate().scripts()).hasSize(3);
		assertThat(notes()).contains("The database is fresh: every migration runs");
		assertThat(migrator().status().kind()).isEqualTo(DatabaseKind.OURS);
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void refusesADatabaseThatHasASchemaAndShowsBothWaysOut() {
		execute("CREATE TABLE users (id bigint)");
		assertThat(defaults().status().kind()).isEqualTo(DatabaseKind.UNMANAGED);
		BaselineException failure = failing(BaselineException.class, defaults());
		assertThat(failure).hasMessageContaining("is not empty: table public.users.")
			.hasMessageContaining("Nothing was run or recorded");
		assertThat(failure.action()).contains("baseline V", "tidemark.baseline.on-existing=migrate");
		assertThat(exists("schema_migrations")).isFalse();
		assertThat(exists("orders")).isFalse();
		assertThatExceptionOfType(BaselineException.class).isThrownBy(() -> defaults().plan());
		assertThatExceptionOfType(BaselineException.class).isThrownBy(() -> defaults().verify());
	}

	@Test
	void namesFunctionsTypesAndSequencesToo() {
		execute("CREATE TYPE mood AS ENUM ('good'); CREATE SEQUENCE numbers; CREATE VIEW one AS SELECT 1; "
				+ "CREATE FUNCTION answer() RETURNS int LANGUAGE sql AS 'SELECT 42'");
		assertThat(failing(BaselineException.class, defaults())).hasMessageContainingAll("type public.mood",
				"sequence public.numbers", "view public.one", "function public.answer");
	}

	@Test
	void appliesEverythingBesideASchemaWhereThatIsAsked() {
		execute("CREATE TABLE legacy (id bigint)");
		assertThat(migrator(OnExisting.MIGRATE).migrate().scripts()).hasSize(3);
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void recordsWhatComesUpToTheVersionAndAppliesTheRest() {
		execute("CREATE TABLE users (id bigint); CREATE TABLE orders (id bigint)");
		assertThat(migratorAt("2").plan().labels()).containsExactly("003 items");
		assertThat(migratorAt("2").migrate().scripts()).containsExactly("003_items.sql");
		assertThat(notes()).contains("its schema stands at version 2", "2 migrations are recorded as baseline");
		assertThat(history()).extracting((row) -> row.label() + " " + row.kind().word() + " " + row.script())
			.containsExactly("001 users baseline baseline/001_users.sql", "002 orders baseline baseline/002_orders.sql",
					"003 items sql 003_items.sql");
		assertThat(migrator().status().migrations()).extracting(MigrationInfo::state)
			.containsOnly(MigrationState.APPLIED);
		assertThat(migrator().status().version()).isEqualTo("003");
		assertThat(migratorAt("2").migrate().scripts()).isEmpty();
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void recordsEverythingWhereTheSchemaIsCurrent() {
		execute("CREATE TABLE users (); CREATE TABLE orders (); CREATE TABLE items ()");
		assertThat(migratorAt("003").migrate().scripts()).isEmpty();
		assertThat(history()).hasSize(3);
		write("004_more.sql", "CREATE TABLE more ()");
		assertThat(migrate().scripts()).containsExactly("004_more.sql");
	}

	@Test
	void appliesEverythingWhereTheSchemaIsOlderThanTheFirstMigration() {
		execute("CREATE TABLE legacy ()");
		assertThat(migratorAt("0").migrate().scripts()).hasSize(3);
		assertThat(history()).extracting(AppliedMigration::label).startsWith("0 existing_schema");
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void refusesAVersionThatNoMigrationHas() {
		execute("CREATE TABLE users ()");
		assertThat(failing(BaselineException.class, migratorAt("0022")))
			.hasMessageContaining("No migration has the version 0022")
			.hasMessageContaining("did you mean 002?");
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void appliesAnOlderMigrationThatCameLaterAsAnywhereElse() {
		execute("CREATE TABLE users (); CREATE TABLE orders ()");
		migratorAt("2").migrate();
		write("001.5_merged.sql", "CREATE TABLE merged ()");
		assertThat(migrate().scripts()).containsExactly("001.5_merged.sql");
	}

	@Test
	void undoesWhatWasRecordedAsBaselineWhereItHasADownScript() {
		execute("CREATE TABLE users ()");
		folder().delete("002_orders.sql").delete("003_items.sql");
		migratorAt("1").migrate();
		assertThat(migrator().rollback(1).scripts()).containsExactly("001_users.sql");
		assertThat(exists("users")).isFalse();
		assertThat(migrate().scripts()).containsExactly("001_users.sql");
	}

	@Test
	void refusesAScriptThatChangedSinceItWasRecorded() {
		execute("CREATE TABLE users (); CREATE TABLE orders ()");
		migratorAt("2").migrate();
		write("002_orders.sql", "-- a comment\nCREATE TABLE orders (id bigint)");
		assertThat(migrate().scripts()).isEmpty();
		write("002_orders.sql", "CREATE TABLE orders (id int)");
		assertThat(failing(InvalidMigrationsException.class, migrator())).hasMessageContaining("002_orders.sql")
			.hasMessageContaining("has changed since it was applied");
	}

	@Test
	void leavesTheObjectsOfOthersInOtherSchemasAlone() {
		execute("CREATE SCHEMA other; CREATE TABLE other.theirs (id bigint)");
		assertThat(defaults().status().kind()).isEqualTo(DatabaseKind.UNMANAGED);
		assertThat(defaults().migrate().scripts()).hasSize(3);
		assertThat(notes()).contains("there are objects of others in the database (1)");
	}

	@Test
	void leavesTheObjectsOfOthersAloneInALaterSchemaOfTheSearchPath() {
		execute("CREATE SCHEMA own; CREATE TABLE public.theirs (id bigint)");
		assertThat(inOwnSchema(OnExisting.FAIL).migrate().scripts()).hasSize(3);
		assertThat(exists("own.users")).isTrue();
	}

	@Test
	void refusesWhereALaterSchemaOfTheSearchPathHasWhatTheMigrationsCreate() {
		execute("CREATE SCHEMA own; CREATE TABLE public.users (id bigint); CREATE TABLE public.theirs ()");
		assertThat(failing(BaselineException.class, inOwnSchema(OnExisting.FAIL)))
			.hasMessageContaining("is not empty: table public.users.");
		assertThat(exists("own.schema_migrations")).isFalse();
		assertThat(inOwnSchema(OnExisting.MIGRATE).migrate().scripts()).hasSize(3);
	}

	private Migrator inOwnSchema(OnExisting onExisting) {
		return Migrator.of(dataSource("currentSchema=own,public"),
				settings().withBaseline(BaselineSettings.defaults().withOnExisting(onExisting)));
	}

	@Test
	void refusesWhereASchemaThatTheMigrationsNameHasWhatTheyCreate() {
		write("001_users.sql", "CREATE SCHEMA IF NOT EXISTS app; CREATE TABLE IF NOT EXISTS app.\"Users\" (id bigint)");
		write("002_more.sql", "CREATE TABLE app.more (id bigint)");
		folder().delete("002_orders.sql").delete("003_items.sql");
		execute("CREATE SCHEMA app; CREATE TABLE app.\"Users\" (id bigint); CREATE SCHEMA other; CREATE TABLE other.more ()");
		assertThat(failing(BaselineException.class, defaults())).hasMessageContaining("is not empty: table app.Users.");
		assertThat(migratorAt("1").migrate().scripts()).containsExactly("002_more.sql");
	}

	@Test
	void recordsADeclaredBaselineWhereTheSchemaIsNotInTheSearchPath() {
		execute("CREATE SCHEMA app; CREATE TABLE app.users (id bigint)");
		assertThat(migrator().baseline(Version.of("1")).recorded()).containsExactly("001_users.sql");
		assertThat(migrate().scripts()).containsExactly("002_orders.sql", "003_items.sql");
	}

	@Test
	void tellsNothingElseWhereABaselineIsDeclared() {
		execute("CREATE SCHEMA app; CREATE TABLE app.users (id bigint)");
		migrator().baseline(Version.of("1"));
		assertThat(notes()).contains("its schema stands at version 1, as was declared")
			.doesNotContain("every migration runs");
	}

	@Test
	void findsWhatMigrationsCreateByPlaceholdersSearchPathAndBaselines() {
		execute("CREATE SCHEMA app; CREATE TABLE app.users (id bigint)");
		folder().delete("002_orders.sql").delete("003_items.sql");
		write("001_users.sql", "CREATE TABLE IF NOT EXISTS ${schema}.users (id bigint)");
		MigratorSettings settings = settings().withBaseline(BaselineSettings.defaults())
			.withPlaceholders(Map.of("schema", "app"));
		assertThat(failing(BaselineException.class, migrator(settings))).hasMessageContaining("table app.users.");
		write("001_users.sql", "SET search_path TO app, public; CREATE TABLE IF NOT EXISTS users (id bigint)");
		assertThat(failing(BaselineException.class, migrator(settings))).hasMessageContaining("table app.users.");
		folder().delete("001_users.sql");
		write("B1__users.sql", "CREATE TABLE IF NOT EXISTS app.users (id bigint)");
		write("V2__more.sql", "CREATE TABLE app.more (id bigint)");
		assertThat(failing(BaselineException.class, migrator(settings))).hasMessageContaining("table app.users.");
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void warnsWhereAVersionIsSetAndNothingOfTheMigrationsIsThere() {
		execute("CREATE SCHEMA other; CREATE TABLE other.things ()");
		assertThat(migratorAt("2").migrate().scripts()).hasSize(3);
		assertThat(events().of(Warned.class)).extracting(Warned::message)
			.anyMatch((warning) -> warning.contains("tidemark.baseline.on-existing=2 was not followed"));
	}

	@Test
	void warnsWhereAVersionIsSetAndAHistoryHasBegunWithAFailure() {
		execute("CREATE TABLE users (id bigint)");
		assertThat(failing(MigrationFailedException.class, migrator(OnExisting.MIGRATE))).hasMessageContaining("001");
		failing(MigrationFailedException.class, migratorAt("1"));
		assertThat(events().of(Warned.class)).extracting(Warned::message)
			.anyMatch((warning) -> warning.contains("tidemark.baseline.on-existing=1")
					&& warning.contains("'baseline 1'"));
		migrator().baseline(Version.of("1"));
		assertThat(migrate().scripts()).containsExactly("002_orders.sql", "003_items.sql");
	}

	@Test
	void takesADatabaseWithExtensionsAndEmptySchemasForFresh() {
		execute("CREATE EXTENSION pgcrypto; CREATE SCHEMA nothing_in_it");
		assertThat(defaults().status().kind()).isEqualTo(DatabaseKind.FRESH);
		assertThat(defaults().migrate().scripts()).hasSize(3);
	}

	@Test
	void refusesTheHistoryOfAnotherToolAndNamesTheCommand() {
		execute("CREATE TABLE goose_db_version (id integer PRIMARY KEY, version_id bigint NOT NULL, "
				+ "is_applied boolean NOT NULL, tstamp timestamp NOT NULL DEFAULT now()); CREATE TABLE users ()");
		assertThat(defaults().status().kind()).isEqualTo(DatabaseKind.FOREIGN);
		BaselineException failure = failing(BaselineException.class, defaults());
		assertThat(failure).hasMessageContaining("goose (\"public\".\"goose_db_version\")");
		assertThat(failure.action()).contains("adopt goose", "tidemark.adopt=goose");
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void findsTheVersionByWhatTheMigrationsSayOfThemselves() {
		writeChecks();
		execute("CREATE TABLE users (id bigint); CREATE TABLE orders (id bigint)");
		assertThat(migrator(OnExisting.DETECT).migrate().scripts()).containsExactly("003_items.sql");
		assertThat(notes())
			.contains("its schema stands at version 002, as was detected by 002_orders.sql: table_exists('orders')");
		assertThat(migrator(OnExisting.DETECT).migrate().scripts()).isEmpty();
	}

	@Test
	void refusesAGapAndListsWhatCameOfEachCheck() {
		writeChecks();
		execute("CREATE TABLE items (id bigint)");
		assertThat(failing(BaselineException.class, migrator(OnExisting.DETECT)))
			.hasMessageContaining("has what a later migration does, and lacks what an earlier one does")
			.hasMessageContaining("no     002_orders.sql: table_exists('orders')")
			.hasMessageContaining("yes    003_items.sql: table_exists('items')");
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void refusesWhereNothingIsProved() {
		execute("CREATE TABLE legacy ()");
		assertThat(failing(BaselineException.class, migrator(OnExisting.DETECT)))
			.hasMessageContaining("No migration says by what it can be seen");
		writeChecks();
		assertThat(failing(BaselineException.class, migrator(OnExisting.DETECT)))
			.hasMessageContaining("has nothing of what the migrations do");
	}

	private void writeChecks() {
		write("002_orders.sql", "-- tidemark: applied-if=table_exists('orders')\nCREATE TABLE orders (id bigint)");
		write("003_items.sql", "-- tidemark: applied-if=table_exists('items')\nCREATE TABLE items (id bigint)");
	}

	@Test
	void asksTheApplicationsOwnCheck() {
		execute("CREATE TABLE users (id bigint)");
		Migrator checked = migrator(OnExisting.DETECT).withCurrentSchemaCheck(
				(schema) -> schema.tableExists("users") ? Optional.of(Version.of("1")) : Optional.empty());
		assertThat(checked.migrate().scripts()).containsExactly("002_orders.sql", "003_items.sql");
	}

	@Test
	void refusesWhereTheCheckProvesNothingOrAnUnknownVersion() {
		execute("CREATE TABLE users (id bigint)");
		assertThat(failing(BaselineException.class,
				migrator(OnExisting.DETECT).withCurrentSchemaCheck((schema) -> Optional.empty())))
			.hasMessageContaining("has proved no version");
		assertThat(failing(BaselineException.class,
				migrator(OnExisting.DETECT).withCurrentSchemaCheck((schema) -> Optional.of(Version.of("99")))))
			.hasMessageContaining("version 99, which no migration has");
	}

	@Test
	void recordsADeclaredBaselineAndRunsNothing() {
		execute("CREATE TABLE users (id bigint); CREATE TABLE orders (id bigint)");
		Baseline preview = migrator().previewBaseline(Version.of("2"));
		assertThat(preview.text()).isEqualTo(
				"2 migrations are recorded as in the schema already, and do not run: 001_users.sql, 002_orders.sql");
		assertThat(exists("schema_migrations")).isFalse();
		assertThat(migrator().baseline(Version.of("2"))).isEqualTo(preview);
		assertThat(exists("items")).isFalse();
		assertThat(history()).hasSize(2);
		assertThat(migrate().scripts()).containsExactly("003_items.sql");
		assertThatExceptionOfType(BaselineException.class).isThrownBy(() -> migrator().baseline(Version.of("2")))
			.withMessageContaining("has begun already: 3 migrations");
	}

	@Test
	void declaresNoBaselineInAnEmptyDatabase() {
		assertThatExceptionOfType(BaselineException.class).isThrownBy(() -> migrator().baseline(Version.of("2")))
			.withMessageContaining("There is nothing in the database");
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void goesOnWhereAHistoryWasCreatedAndNothingApplied() {
		write("001_users.sql", "SELECT 1/0");
		migrateFailing();
		execute("CREATE TABLE by_hand ()");
		write("001_users.sql", "CREATE TABLE users (id bigint)");
		assertThat(defaults().migrate().scripts()).hasSize(3);
	}

	@Test
	void readsTheSettingAsPeopleWriteIt() {
		assertThat(List.of("fail", "MIGRATE", "detect", "1.2")
			.stream()
			.map((text) -> BaselineSettings.of(text, null).onExisting()))
			.containsExactly(OnExisting.FAIL, OnExisting.MIGRATE, OnExisting.DETECT, OnExisting.VERSION);
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> BaselineSettings.of("maybe", null))
			.withMessageContaining("tidemark.baseline.on-existing is 'maybe'");
	}

	@Test
	void costsTwoRoundTripsWhereThereIsNothingToDo() {
		execute("CREATE TABLE users (); CREATE TABLE orders ()");
		migratorAt("2").migrate();
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database())) {
			assertThat(Migrator.of(proxy.dataSource(), settings()).migrate().scripts()).isEmpty();
			assertThat(proxy.roundTrips()).isEqualTo(2);
		}
	}

	@Test
	void rehearsesWhatComesAfterTheVersion() {
		execute("CREATE TABLE users (); CREATE TABLE orders ()");
		RehearsalReport report = migratorAt("2").rehearse(RehearsalRequest.live());
		assertThat(report.failure()).isNull();
		assertThat(report.steps()).extracting((step) -> step.label()).containsExactly("003 items");
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void recordsUpToAVersionWhereThereIsAFlywayBaselineToo() {
		write("B2__base.sql", "CREATE TABLE from_the_baseline ()");
		execute("CREATE TABLE users (); CREATE TABLE orders ()");
		assertThat(migratorAt("2").migrate().scripts()).containsExactly("003_items.sql");
		assertThat(migrate().scripts()).isEmpty();
		assertThat(exists("from_the_baseline")).isFalse();
	}

	@Test
	void recordsUpToTheVersionOfAFlywayBaselineWhoseFilesAreGone() {
		write("B2__base.sql", "CREATE TABLE from_the_baseline ()");
		folder().delete("002_orders.sql");
		execute("CREATE TABLE users (); CREATE TABLE orders ()");
		assertThat(migratorAt("2").migrate().scripts()).containsExactly("003_items.sql");
		assertThat(migrate().scripts()).isEmpty();
		assertThat(exists("from_the_baseline")).isFalse();
	}

	@Test
	void undoesNothingAndRecordsNothingWhereThereIsNoHistory() {
		execute("CREATE TABLE users (); CREATE TABLE orders ()");
		assertThat(migratorAt("2").rollback(1).scripts()).isEmpty();
		assertThat(exists("orders")).isTrue();
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void tellsThatTheSchemaIsInTheWayWhereItValidates() {
		execute("CREATE TABLE users ()");
		assertThat(defaults().validate().problems().toString()).contains("is not empty: table public.users",
				"run the command 'baseline V' once");
		assertThat(migratorAt("1").validate().problems()).isEmpty();
		assertThat(exists("schema_migrations")).isFalse();
	}

}
