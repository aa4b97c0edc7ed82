package dev.tidemark.adoption;

import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Test;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.AdoptionReport;
import dev.tidemark.AdoptionRequest;
import dev.tidemark.MigrationInfo;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.ValidationReport;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.migration.AdoptionException;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Real Flyway migrates, and its history is taken over.
 */
class FlywayAdoptionTests extends AbstractMigratorTests {

	private static final String FOREIGN_ROWS = "SELECT h::text || xmin FROM flyway_schema_history h ORDER BY installed_rank";

	private FluentConfiguration flyway() {
		return Flyway.configure()
			.dataSource(database().jdbcUrl(), database().username(), database().password())
			.locations("filesystem:" + folder().path());
	}

	private void writeShop() {
		write("V1__users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, name text);\n");
		write("V1.1__names.sql",
				"\uFEFFINSERT INTO users VALUES (1, 'Ann');\r\nINSERT INTO users VALUES (2, 'Bob');\r\n");
		write("V002_10__orders.sql", "CREATE TABLE orders (id bigint)  ;  \n\n\n");
		write("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT name FROM users");
	}

	private AdoptionReport adopt() {
		return migrator().adopt(AdoptionRequest.of("flyway"));
	}

	private AdoptionException refused() {
		return assertThatExceptionOfType(AdoptionException.class).isThrownBy(this::adopt).actual();
	}

	@Test
	void recordsWhatFlywayHasAppliedAndRunsOnlyWhatIsNew() {
		writeShop();
		flyway().load().migrate();
		List<String> before = values(FOREIGN_ROWS);
		AdoptionReport report = adopt();
		assertThat(report.state()).isEqualTo(AdoptionReport.State.ADOPTED);
		assertThat(report.rows()).extracting((row) -> row.foreign() + " | " + row.file() + " | " + row.verdict().word())
			.containsExactly("1 users | V1__users.sql | adopted", "1.1 names | V1.1__names.sql | adopted",
					"002.10 orders | V002_10__orders.sql | adopted", "repeatable names | R__names.sql | adopted");
		assertThat(report.rows()).extracting(AdoptedRow::note).containsOnly("checksum verified");
		assertThat(values(FOREIGN_ROWS)).isEqualTo(before);
		write("V3__more.sql", "CREATE TABLE more ()");
		assertThat(migrate().scripts()).containsExactly("V3__more.sql");
		assertThat(migrate().scripts()).isEmpty();
		assertThat(history()).extracting((row) -> row.label() + " " + row.kind().word())
			.containsExactly("1 users adopted", "1.1 names adopted", "002.10 orders adopted",
					"repeatable names adopted", "3 more sql");
		assertThat(values("SELECT name FROM names")).containsExactly("Ann", "Bob");
	}

	@Test
	void keepsWhenByWhomAndHowLong() {
		writeShop();
		flyway().load().migrate();
		adopt();
		assertThat(values("""
				SELECT count(*) FROM schema_migrations s JOIN flyway_schema_history f ON f.description = s.name
				WHERE s.applied_at = f.installed_on::timestamptz AND s.execution_ms = f.execution_time
				  AND s.applied_by = f.installed_by AND s.applied_from LIKE '%(adopted from Flyway)'
				  AND s.state = 'applied' AND s.checksum LIKE 'sha256:%' AND s.up_script IS NOT NULL
				""")).containsExactly("4");
	}

	@Test
	void showsThemAsAppliedAndRunsAChangedRepeatableAgain() {
		writeShop();
		flyway().load().migrate();
		adopt();
		assertThat(migrator().status().migrations()).extracting(MigrationInfo::state)
			.containsOnly(MigrationState.APPLIED);
		assertThat(migrator().status().migrations()).extracting(MigrationInfo::kind)
			.containsOnly(MigrationKind.ADOPTED);
		write("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT upper(name) AS name FROM users");
		database().execute("DROP VIEW names");
		assertThat(migrate().scripts()).containsExactly("R__names.sql");
	}

	@Test
	void runsARepeatableAgainThatIsNewerThanWhatFlywayRan() {
		writeShop();
		flyway().load().migrate();
		write("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT name || '' AS name FROM users");
		assertThat(adopt().rows()).filteredOn((row) -> row.verdict() == Verdict.RUNS_AGAIN)
			.extracting(AdoptedRow::file)
			.containsExactly("R__names.sql");
		assertThat(migrate().scripts()).containsExactly("R__names.sql");
	}

	@Test
	void verifiesARepeatableWithPlaceholdersAsFlywayDoes() {
		write("R__greeting.sql", "CREATE OR REPLACE VIEW greeting AS SELECT '${word}' AS word");
		flyway().placeholders(Map.of("word", "hello")).load().migrate();
		AdoptionReport report = migrator(settings().withPlaceholders(Map.of("word", "hello")))
			.adopt(AdoptionRequest.of("flyway"));
		assertThat(report.rows()).extracting(AdoptedRow::verdict).containsExactly(Verdict.ADOPTED);
		assertThat(migrator(settings().withPlaceholders(Map.of("word", "hello"))).migrate().scripts()).isEmpty();
	}

	@Test
	void recordsABaselineAndNothingOfWhatItStandsFor() {
		writeShop();
		database().execute("CREATE TABLE users (id bigint PRIMARY KEY, name text)");
		flyway().baselineVersion("1.1").baselineOnMigrate(true).load().migrate();
		AdoptionReport report = adopt();
		assertThat(report.rows()).extracting((row) -> row.foreign() + " | " + row.file() + " | " + row.verdict().word())
			.containsExactly("1.1 << Flyway Baseline >> |  | baseline", "002.10 orders | V002_10__orders.sql | adopted",
					"repeatable names | R__names.sql | adopted", "1.1 << Flyway Baseline >> | V1__users.sql | covered",
					"1.1 << Flyway Baseline >> | V1.1__names.sql | covered");
		assertThat(migrate().scripts()).isEmpty();
		write("V3__more.sql", "CREATE TABLE more ()");
		assertThat(migrate().scripts()).containsExactly("V3__more.sql");
		assertThat(values("SELECT count(*) FROM users")).containsExactly("0");
	}

	@Test
	void knowsAJavaMigrationAgainThatIsABeanNow() {
		writeShop();
		flyway().javaMigrations(new V3__Java_part()).load().migrate();
		JavaMigration ported = (context) -> {
			throw new IllegalStateException("runs again");
		};
		CodeMigration code = new CodeMigration(Version.of("3"), "Java_part", "V3__Java_part", false, ported);
		AdoptionReport report = migrator(code).adopt(AdoptionRequest.of("flyway"));
		assertThat(report.rows()).extracting(AdoptedRow::verdict).containsOnly(Verdict.ADOPTED);
		assertThat(migrator(code).migrate().scripts()).isEmpty();
	}

	@Test
	void recordsARowWithoutAFileAndWarnsOfIt() {
		writeShop();
		flyway().javaMigrations(new V3__Java_part()).load().migrate();
		folder().delete("V1.1__names.sql");
		assertThat(adopt().rows()).filteredOn((row) -> row.verdict() == Verdict.NO_FILE)
			.extracting(AdoptedRow::foreign)
			.containsExactly("1.1 names", "3 Java part");
		assertThat(migrate().warnings().toString()).contains("1.1 names, 3 Java part");
	}

	@Test
	void refusesAChangedScriptAndNamesIt() {
		writeShop();
		flyway().load().migrate();
		write("V1__users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);\n");
		AdoptionException refused = refused();
		assertThat(refused).hasMessageContaining("1 users (").hasMessageContaining("V1__users.sql): changed");
		assertThat(refused.action()).contains("--accept-changed");
		assertThat(exists("schema_migrations")).isFalse();
		AdoptionReport accepted = migrator().adopt(AdoptionRequest.of("flyway").withAcceptChanged(true));
		assertThat(accepted.rows()).extracting(AdoptedRow::verdict).containsOnly(Verdict.ADOPTED);
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void stopsAtAFailedRowAndShowsIt() {
		write("V1__users.sql", "CREATE TABLE users (id bigint)");
		write("V2__index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id); SELECT 1/0;");
		write("V2__index.sql.conf", "executeInTransaction=false");
		assertThatExceptionOfType(org.flywaydb.core.api.FlywayException.class).isThrownBy(
				() -> flyway().configuration(Map.of("flyway.postgresql.transactional.lock", "false")).load().migrate());
		assertThat(values("SELECT success FROM flyway_schema_history")).contains("f");
		assertThat(refused()).hasMessageContaining("2 index (")
			.hasMessageContaining("failed, an attempt that failed or did not end");
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void leavesOutWhatFlywayHasDeleted() {
		writeShop();
		flyway().load().migrate();
		folder().delete("V1.1__names.sql");
		flyway().load().repair();
		assertThat(values("SELECT type FROM flyway_schema_history")).contains("DELETE");
		assertThat(adopt().rows()).filteredOn((row) -> row.verdict() == Verdict.UNDONE)
			.extracting(AdoptedRow::foreign)
			.containsExactly("1.1 names");
		assertThat(history()).extracting(AppliedMigration::label)
			.containsExactly("1 users", "002.10 orders", "repeatable names");
	}

	@Test
	void ignoresTheRowOfTheSchemaThatFlywayCreated() {
		write("V1__users.sql", "CREATE TABLE users (id bigint)");
		flyway().schemas("shop").load().migrate();
		AdoptionReport report = migrator().adopt(AdoptionRequest.of("flyway").withTable("shop.flyway_schema_history"));
		assertThat(report.rows()).extracting(AdoptedRow::verdict).containsExactly(Verdict.IGNORED, Verdict.ADOPTED);
		assertThat(history()).extracting(AppliedMigration::label).containsExactly("1 users");
	}

	@Test
	void saysWhereAHistoryIsThatIsNotInTheSearchPath() {
		write("V1__users.sql", "CREATE TABLE users (id bigint)");
		flyway().schemas("shop").load().migrate();
		AdoptionException refused = refused();
		assertThat(refused).hasMessageContaining("there is Flyway (\"shop\".\"flyway_schema_history\")");
		assertThat(refused.action()).contains("adopt flyway --table shop.flyway_schema_history");
	}

	@Test
	void waitsForFlywaysOwnLockAndNamesItsHolder() {
		writeShop();
		MigratorSettings impatient = settings()
			.withLock(new LockSettings(null, Duration.ofMillis(300), Duration.ofMillis(50), null));
		V3__Java_part asking = new V3__Java_part(() -> assertThatExceptionOfType(MigrationLockException.class)
			.isThrownBy(() -> migrator(impatient).adopt(AdoptionRequest.of("flyway")))
			.withMessageContaining("Flyway (\"public\".\"flyway_schema_history\")")
			.withMessageContaining("backend pid "));
		flyway().javaMigrations(asking).load().migrate();
		assertThat(exists("schema_migrations")).isFalse();
		assertThat(adopt().state()).isEqualTo(AdoptionReport.State.ADOPTED);
	}

	@Test
	void adoptsOnlyOnce() {
		writeShop();
		flyway().load().migrate();
		adopt();
		List<String> ours = values("SELECT s::text FROM schema_migrations s");
		assertThat(adopt().state()).isEqualTo(AdoptionReport.State.ALREADY_ADOPTED);
		assertThat(values("SELECT s::text FROM schema_migrations s")).isEqualTo(ours);
	}

	@Test
	void refusesToAdoptIntoAHistoryThatSaysOtherwise() {
		writeShop();
		flyway().load().migrate();
		adopt();
		write("V3__more.sql", "CREATE TABLE more ()");
		flyway().load().migrate();
		assertThat(refused()).hasMessageContaining("does not know what Flyway").hasMessageContaining("3 more");
	}

	@Test
	void previewsWithoutChangingAnything() {
		writeShop();
		flyway().load().migrate();
		write("V3__more.sql", "CREATE TABLE more ()");
		AdoptionReport report = migrator().previewAdoption(AdoptionRequest.of("auto"));
		assertThat(report.state()).isEqualTo(AdoptionReport.State.PREVIEW);
		assertThat(report.rows()).filteredOn((row) -> row.verdict() == Verdict.PENDING)
			.extracting(AdoptedRow::file)
			.containsExactly("V3__more.sql");
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void adoptsAtTheStartThatFindsNoHistory() {
		writeShop();
		flyway().load().migrate();
		write("V3__more.sql", "CREATE TABLE more ()");
		assertThat(migrator(settings().withAdoption(adopting("auto"))).migrate().scripts())
			.containsExactly("V3__more.sql");
		assertThat(migrator(settings().withAdoption(adopting("auto"))).migrate().scripts()).isEmpty();
		assertThat(history()).hasSize(5);
	}

	@Test
	void looksAheadToWhatAStartWouldTakeOver() {
		writeShop();
		flyway().load().migrate();
		write("V3__more.sql", "CREATE TABLE more ()");
		Migrator auto = migrator(settings().withAdoption(adopting("auto")));
		assertThat(auto.plan().labels()).containsExactly("3 more");
		assertThat(auto.validate().valid()).isTrue();
		write("V1__users.sql", "CREATE TABLE users ()");
		ValidationReport refused = auto.validate();
		assertThat(refused.text()).contains("1 users", "changed, its checksum is not the recorded one");
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void leavesTheSchemaThatFlywayAloneWouldHaveLeft() {
		writeShop();
		flyway().load().migrate();
		adopt();
		write("V3__more.sql", "CREATE TABLE more (id bigint PRIMARY KEY, of_user bigint REFERENCES users)");
		migrate();
		database().execute("DROP TABLE flyway_schema_history");
		try (TestDatabase pure = database().server().createDatabase()) {
			flyway().dataSource(pure.jdbcUrl(), pure.username(), pure.password()).load().migrate();
			pure.execute("DROP TABLE flyway_schema_history");
			assertThat(migrator().fingerprint()).isEqualTo(Migrator.of(pure.dataSource(), settings()).fingerprint());
		}
	}

	@Test
	void startsAFreshDatabaseAsEverWhereNothingIsToAdopt() {
		writeShop();
		assertThat(migrator(settings().withAdoption(adopting("flyway"))).migrate().scripts()).hasSize(4);
	}

	private static AdoptionSettings adopting(String tool) {
		return new AdoptionSettings(tool, null, false, false, PlainColumns.USUAL);
	}

	/** Flyway's. */
	public static final class V3__Java_part extends BaseJavaMigration {

		private final Runnable meanwhile;

		V3__Java_part() {
			this(() -> {
			});
		}

		V3__Java_part(Runnable meanwhile) {
			this.meanwhile = meanwhile;
		}

		@Override
		public void migrate(Context context) throws Exception {
			try (Statement statement = context.getConnection().createStatement()) {
				statement.execute("CREATE TABLE from_java ()");
			}
			this.meanwhile.run();
		}

	}

}
