package dev.tidemark;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import dev.tidemark.jdbc.Capabilities;
import dev.tidemark.lock.AdvisoryLock;
import dev.tidemark.migration.UnsupportedDatabaseException;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.OutOfOrder;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class ValidationTests extends AbstractMigratorTests {

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (id bigint);\n-- migrate:down\nDROP TABLE users;\n");
	}

	@Test
	void findsNothingWhereNothingIsWrong() {
		assertThat(migrator().validate()).isEqualTo(migrator().validateFiles());
		migrate();
		assertThat(migrator().validate().valid()).isTrue();
		assertThat(migrator().validate().text()).isEqualTo("No problem found.");
	}

	@Test
	void listsEveryFaultOfTheFilesWithoutADatabase() {
		write("002_open.sql", "SELECT 'never closed").write("003_down.sql", "SELECT 1")
			.write("003_down.down.sql", "SELECT 'open")
			.write("004_placeholder.sql", "-- tidemark: placeholders=true\nSELECT '${nobody}'")
			.write("005_requires.sql", "-- tidemark: requires=006\nSELECT 1")
			.write("006_requires.sql", "-- tidemark: requires=099\nSELECT 1")
			.write("007_transaction.sql", "-- tidemark: transactional=true\nVACUUM users")
			.write("afterMigrate.sql", "SELECT \"never closed")
			.write("beforeEachMigrate.sql", "VACUUM");
		ValidationReport report = unreachable().validateFiles();
		assertThat(report.valid()).isFalse();
		assertThat(report.text()).contains("002_open.sql:1:8: this string is never closed", "003_down.down.sql:1:8",
				"004_placeholder.sql:2:9",
				"005_requires.sql: the directive requires=006 cannot be met on a fresh database",
				"007_transaction.sql:2:1: PostgreSQL refuses VACUUM", "afterMigrate.sql:1:8: this quoted identifier",
				"beforeEachMigrate.sql:1:1: 'VACUUM' cannot run in the transaction of a migration");
		assertThat(report.problems()).hasSize(7);
		assertThat(report.warnings()).singleElement()
			.asString()
			.contains("requires=099 names a version that no file has");
	}

	@Test
	void listsWhatKeepsFilesFromBeingRead() {
		write("002_a.sql", "-- tidemark: transactional=perhaps\nSELECT 1").write("2_b.sql", "SELECT 1");
		assertThat(unreachable().validateFiles().problems()).isNotEmpty();
		assertThat(migrator().validate().problems()).isEqualTo(unreachable().validateFiles().problems());
		assertThat(migrator().validate().warnings())
			.containsExactly("The history was not looked at, as the files cannot be read");
	}

	@Test
	void readsWhatABaselineStandsForToo() {
		write("V2__old.sql", "SELECT 'open").write("B3__base.sql", "SELECT \"open").write("V1__a.sql", "SELECT 1");
		folder().delete("001_users.sql");
		assertThat(unreachable().validateFiles().text()).contains("V2__old.sql:1:8", "B3__base.sql:1:8");
	}

	@Test
	void listsWhatTheHistoryStandsAgainst() {
		write("003_late.sql", "SELECT 1").write("004_gone.sql", "SELECT 1");
		migrate();
		write("001_users.sql", "CREATE TABLE users (id text)").write("002_early.sql", "SELECT 1")
			.write("005_requires.sql", "-- tidemark: requires=099\nSELECT 1");
		folder().delete("004_gone.sql");
		ValidationReport report = migrator(settings().withOutOfOrder(OutOfOrder.REJECT)).validate();
		assertThat(report.problems().stream().map((problem) -> String.valueOf(problem.source()).replaceAll(".*/", "")))
			.containsExactlyInAnyOrder("001_users.sql", "002_early.sql", "005_requires.sql");
		assertThat(report.text()).contains("has changed since it was applied", "tidemark.out-of-order=reject",
				"requires=099 is not met", "warning: Applied migrations that this release does not know");
	}

	@Test
	void describesFailedAndHalfDoneMigrations() {
		write("002_half.sql", "VACUUM users; SELECT 1/0");
		migrateFailing();
		assertThat(migrator().validate().valid()).isTrue();
		assertThat(migrator().validate().warnings()).singleElement()
			.asString()
			.contains("Migration 002 half failed (1 of 2 statements are done")
			.contains("22012");
	}

	@Test
	void saysThatAnInterruptedStatementMustBeDecided() {
		write("002_call.sql", "-- tidemark: transactional=false\nSELECT 1; DO 'BEGIN END'");
		migrate();
		database().jdbc()
			.sql("UPDATE schema_migrations SET state = 'running', statements_done = 1, running_statement = '2 x' WHERE id = 2")
			.update();
		assertThat(migrator().validate().text()).contains("died or lost its connection, and nobody knows");
	}

	@Test
	void namesInvalidIndexes() {
		database().jdbc().sql("CREATE TABLE twice (id int); INSERT INTO twice VALUES (1), (1)").update();
		try (OtherSession other = OtherSession.open(database(), "other")) {
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> other.execute("CREATE UNIQUE INDEX CONCURRENTLY twice_id ON twice (id)"));
		}
		assertThat(migrator().validate().warnings()).singleElement()
			.asString()
			.contains("The index public.twice_id is INVALID", "REINDEX INDEX CONCURRENTLY public.twice_id");
	}

	@Test
	void listsATableOfAnotherTool() {
		database().jdbc().sql("CREATE TABLE schema_migrations (version bigint, dirty boolean)").update();
		write("002_open.sql", "SELECT 'never closed");
		ValidationReport report = migrator().validate();
		assertThat(report.text()).contains("golang-migrate", "tidemark.history.table=tidemark_migrations",
				"002_open.sql:1:8");
	}

	@Test
	void needsNoLock() {
		long key = new AdvisoryLock("public", "schema_migrations", new Capabilities(true, true, true)).key();
		try (OtherSession other = OtherSession.open(database(), "other")) {
			other.execute("SELECT pg_advisory_lock(%d)".formatted(key));
			assertThat(migrator().validate().valid()).isTrue();
			assertThat(migrator().validate().warnings()).singleElement()
				.asString()
				.startsWith("Somebody migrates at this moment: other");
		}
	}

	@Test
	void doesNotTakeForInterruptedWhatIsRunningNow() {
		write("002_call.sql", "-- tidemark: transactional=false\nSELECT 1; DO 'BEGIN END'");
		migrate();
		database().jdbc()
			.sql("UPDATE schema_migrations SET state = 'running', statements_done = 1, running_statement = '2 x' WHERE id = 2")
			.update();
		long key = new AdvisoryLock("public", "schema_migrations", new Capabilities(true, true, true)).key();
		try (OtherSession other = OtherSession.open(database(), "other")) {
			other.execute("SELECT pg_advisory_lock(%d)".formatted(key));
			assertThat(migrator().validate().valid()).isTrue();
		}
	}

	@Test
	void throwsWhereThereIsNoConnection() {
		assertThatExceptionOfType(UnsupportedDatabaseException.class).isThrownBy(() -> unreachable().validate());
	}

	@Test
	void tellsTheVersionOfTheSchema() {
		assertThat(migrator().current()).isEmpty();
		migrate();
		assertThat(migrator().current()).contains(Version.of("001"));
	}

	private Migrator unreachable() {
		PGSimpleDataSource nowhere = new PGSimpleDataSource();
		nowhere.setURL("jdbc:postgresql://localhost:1/nowhere");
		return Migrator.of(nowhere, settings().withConnectTimeout(Duration.ZERO));
	}

}
