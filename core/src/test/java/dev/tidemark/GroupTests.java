package dev.tidemark;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.event.MigrationEvent.StepStarted;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.execution.RetrySettings;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code tidemark.execution.group=true}.
 */
@PostgresTest
class GroupTests extends AbstractMigratorTests {

	private static final String TRANSACTIONS = "SELECT count(DISTINCT xmin::text) FROM schema_migrations";

	@Test
	void givesEachMigrationATransactionOfItsOwnByDefault() {
		write("001_a.sql", "CREATE TABLE a ()").write("002_b.sql", "CREATE TABLE b ()");
		migrate();
		assertThat(values(TRANSACTIONS)).containsExactly("2");
	}

	@ParameterizedTest
	@EnumSource(names = { "ADVISORY", "LEASE" })
	void appliesDefinitionsThatFollowEachOtherInOneTransaction(LockStrategy strategy) {
		write("001_a.sql", "CREATE TABLE a (id int); CREATE INDEX ON a (id)").write("002_b.sql", "")
			.write("003_c.sql", "COMMENT ON TABLE a IS 'a'");
		MigrationReport report = migrator(grouped().withLock(new LockSettings(strategy, null, null, null))).migrate();
		assertThat(report.scripts()).containsExactly("001_a.sql", "002_b.sql", "003_c.sql");
		assertThat(values(TRANSACTIONS)).containsExactly("1");
		assertThat(history()).extracting(AppliedMigration::statementsTotal).containsExactly(2, 0, 1);
		assertThat(events().of(StepStarted.class)).hasSize(3);
		assertThat(events().of(StepFinished.class)).hasSize(3);
		assertThat(migrator(grouped()).migrate().scripts()).isEmpty();
	}

	@Test
	void recordsTheSameAsWithoutWhenOneOfThemFails() {
		write("001_a.sql", "CREATE TABLE a ()").write("002_b.sql", "CREATE TABLE b ();\nCREATE TABLE a ()")
			.write("003_c.sql", "CREATE TABLE c ()");
		MigrationFailedException failure = failing(MigrationFailedException.class, migrator(grouped()));
		assertThat(failure.sqlState()).isEqualTo("42P07");
		assertThat(failure).hasMessageContaining("002_b.sql:2");
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.FAILED);
		assertThat(exists("a")).isTrue();
		assertThat(exists("b")).isFalse();
		assertThat(exists("c")).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			INSERT INTO a VALUES (1)
			SET search_path = a
			-- tidemark: lock-timeout=1s⏎CREATE TABLE b ()
			-- tidemark: statement-timeout=1s⏎CREATE TABLE b ()
			-- tidemark: transactional=true⏎CREATE TABLE b ()
			BEGIN; CREATE TABLE b (); COMMIT; CREATE TABLE d ()
			CREATE TYPE mood AS ENUM ('sad'); ALTER TYPE mood ADD VALUE 'glad'
			CREATE INDEX CONCURRENTLY ON a (id)
			CREATE TABLE IF NOT EXISTS big (id int); CREATE INDEX ON big (id)
			ALTER TABLE busy ADD COLUMN name text
			DROP TABLE busy
			""")
	void leavesEverythingElseATransactionOfItsOwn(String sql) {
		database().execute("CREATE TABLE busy (id int)");
		write("001_a.sql", "CREATE TABLE a (id int)").write("002_other.sql", sql.replace("⏎", "\n"))
			.write("003_c.sql", "CREATE TABLE c ()");
		migrator(grouped()).migrate();
		assertThat(values(TRANSACTIONS)).containsExactly("3");
	}

	@Test
	void keepsTheTransactionOfACallbackOfEachMigration() {
		write("001_a.sql", "CREATE TABLE a ()").write("002_b.sql", "CREATE TABLE b ()")
			.write("afterEachMigrate.sql", "CREATE TABLE IF NOT EXISTS seen ()");
		migrator(grouped()).migrate();
		assertThat(values(TRANSACTIONS)).containsExactly("2");
	}

	@Test
	void retriesWhatMeetsALockOnItsOwn() throws Exception {
		database().execute("CREATE TABLE busy ()");
		write("001_a.sql", "CREATE TABLE a ()").write("002_busy.sql", "COMMENT ON TABLE busy IS 'busy'");
		ExecutionSettings settings = new ExecutionSettings(Duration.ofMillis(200), null,
				new RetrySettings(Duration.ofSeconds(30), null, null), true);
		try (OtherSession other = OtherSession.open(database(), "other").begin("LOCK TABLE busy")) {
			BackgroundRun run = BackgroundRun.start(migrator(settings().withExecution(settings))::migrate);
			await().until(() -> !events().of(StepFinished.class).isEmpty());
			assertThat(exists("a")).isTrue();
			other.end();
			assertThat(run.report().scripts()).hasSize(2);
		}
	}

	@Test
	void holdsNoMoreLocksThanAServerHasRoomFor() {
		for (int i = 1; i <= 250; i++) {
			write("%03d_t.sql".formatted(i), "CREATE TABLE t%d (id int PRIMARY KEY)".formatted(i));
		}
		migrator(grouped()).migrate();
		assertThat(values(TRANSACTIONS)).containsExactly("3");
		assertThat(values("SELECT count(*) FROM schema_migrations WHERE execution_ms > 5000")).containsExactly("0");
	}

	private MigratorSettings grouped() {
		return settings().withExecution(new ExecutionSettings(null, null, null, true));
	}

}
