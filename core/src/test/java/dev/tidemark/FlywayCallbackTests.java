package dev.tidemark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.event.MigrationEvent.CallbackFinished;
import dev.tidemark.event.MigrationEvent.LockAcquired;
import dev.tidemark.event.MigrationEvent.RetryScheduled;
import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.MigrationEvent.StepStarted;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FlywayCallbackTests extends AbstractMigratorTests {

	private static final List<String> EVENTS = List.of("beforeMigrate", "beforeEachMigrate", "afterEachMigrate",
			"afterEachMigrateError", "afterVersioned", "beforeRepeatables", "afterMigrateApplied", "afterMigrate",
			"afterMigrateError", "beforeUndo", "beforeEachUndo", "afterEachUndo", "afterEachUndoError", "afterUndo",
			"afterUndoError");

	@BeforeEach
	void setUp() {
		database().execute("CREATE TABLE said (id bigserial, what text, tx text DEFAULT txid_current())");
		write("V1__one.sql", say("V1")).write("U1__one.sql", say("U1"));
	}

	private static String say(String what) {
		return "INSERT INTO said (what) VALUES ('%s');".formatted(what);
	}

	private void writeAll(String... events) {
		Arrays.stream(events).forEach((event) -> write(event + ".sql", say(event)));
	}

	private void writeAllEvents() {
		EVENTS.forEach(this::writeAll);
	}

	private List<String> said() {
		return values("SELECT what FROM said ORDER BY id");
	}

	private List<String> saidInOneTransactionWith(String what) {
		return values(
				"SELECT what FROM said WHERE tx = (SELECT tx FROM said WHERE what = '%s') ORDER BY id".formatted(what));
	}

	@Test
	void runsAtEachEventOfARun() {
		writeAllEvents();
		write("V2__two.sql", say("V2")).write("R__view.sql", say("R"));
		assertThat(migrate().scripts()).as("callbacks are no migrations")
			.containsExactly("V1__one.sql", "V2__two.sql", "R__view.sql");
		assertThat(said()).containsExactly("beforeMigrate", "beforeEachMigrate", "V1", "afterEachMigrate",
				"beforeEachMigrate", "V2", "afterEachMigrate", "afterVersioned", "beforeRepeatables",
				"beforeEachMigrate", "R", "afterEachMigrate", "afterMigrateApplied", "afterMigrate");
		assertThat(saidInOneTransactionWith("V2")).containsExactly("beforeEachMigrate", "V2", "afterEachMigrate");
		assertThat(saidInOneTransactionWith("beforeMigrate")).containsExactly("beforeMigrate");
		assertThat(history()).extracting(AppliedMigration::script)
			.containsExactly("V1__one.sql", "V2__two.sql", "R__view.sql");
		assertThat(history()).extracting(AppliedMigration::statementsTotal).containsOnly(1);
		assertThat(migrator().status().migrations()).hasSize(3);
	}

	@Test
	void endsTheVersionedMigrationsWhereNoRepeatableOneFollows() {
		writeAll("afterVersioned", "beforeRepeatables", "afterMigrate");
		migrate();
		assertThat(said()).containsExactly("V1", "afterVersioned", "afterMigrate");
	}

	@Test
	void runsAtEachEventOfAnUndo() {
		migrate();
		database().execute("TRUNCATE said");
		writeAllEvents();
		migrator().rollback(1);
		assertThat(said()).containsExactly("beforeUndo", "beforeEachUndo", "U1", "afterEachUndo", "afterUndo");
		assertThat(saidInOneTransactionWith("U1")).containsExactly("beforeEachUndo", "U1", "afterEachUndo");
		assertThat(lastRow().state()).isEqualTo(MigrationState.ROLLED_BACK);
	}

	@Test
	void runsThoseOfOneEventByTheirDescriptions() {
		writeAll("afterMigrate__b", "afterMigrate", "afterMigrate__10", "more/afterMigrate__a");
		migrate();
		assertThat(said()).containsExactly("V1", "afterMigrate", "afterMigrate__10", "more/afterMigrate__a",
				"afterMigrate__b");
	}

	@Test
	void runsNothingAndTakesNoLockWhereNothingIsPending() {
		writeAllEvents();
		migrate();
		database().execute("TRUNCATE said");
		int before = events().all().size();
		migrate();
		assertThat(said()).isEmpty();
		assertThat(events().all().stream().skip(before)).noneMatch(LockAcquired.class::isInstance)
			.noneMatch(StatementStarted.class::isInstance);
	}

	@Test
	void givesItsSettingsToTheMigrationAndToNoOther() {
		write("beforeMigrate.sql", "SET tidemark_test.who = 'before'");
		write("beforeEachMigrate.sql", "SET LOCAL work_mem = '7MB'; SET tidemark_test.each = 'each'");
		write("V1__one.sql", "INSERT INTO said (what) SELECT current_setting('work_mem') || "
				+ "current_setting('tidemark_test.each') || coalesce(current_setting('tidemark_test.who', true), '')");
		write("afterMigrate.sql",
				"INSERT INTO said (what) SELECT coalesce(current_setting('tidemark_test.each', true), '')");
		migrate();
		assertThat(said()).containsExactly("7MBeach", "");
	}

	@Test
	void runsWithAJavaMigrationInItsTransaction() {
		writeAll("beforeEachMigrate", "afterEachMigrate");
		JavaMigration code = new JavaMigration() {
			@Override
			public void up(MigrationContext context) {
				context.jdbc().sql(say("Java")).update();
			}
		};
		migrator(CodeMigration.of(code, "V2__code", null)).migrate();
		assertThat(saidInOneTransactionWith("Java")).containsExactly("beforeEachMigrate", "Java", "afterEachMigrate");
	}

	@Test
	void isRolledBackWithItsMigration() {
		writeAllEvents();
		write("V1__one.sql", say("V1") + "SELECT 1/0;");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.script()).endsWith("V1__one.sql");
		assertThat(failure.failure().statementNumber()).as("as in its script").isEqualTo(2);
		assertThat(said()).containsExactly("beforeMigrate", "afterEachMigrateError", "afterMigrateError");
		assertThat(states()).containsExactly(MigrationState.FAILED);
	}

	@Test
	void keepsTheFirstFailureWhereACallbackAfterItFailsToo() {
		write("V1__one.sql", "SELECT 1/0");
		write("afterEachMigrateError.sql", "SELECT no_such_function()");
		writeAll("afterMigrateError");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.sqlState()).isEqualTo("22012");
		assertThat(failure.getSuppressed()).singleElement()
			.satisfies((second) -> assertThat(second).hasMessageContaining("Callback afterEachMigrateError failed")
				.hasMessageContaining("afterEachMigrateError.sql:1"));
		assertThat(events().warnings()).anySatisfy((warning) -> assertThat(warning).contains("afterEachMigrateError"));
		assertThat(lastRow().error()).contains("division by zero");
		assertThat(said()).as("goes on with the next event").containsExactly("afterMigrateError");
	}

	@Test
	void failsTheMigrationToWhichItBelongs() {
		writeAll("afterEachMigrate", "afterMigrateError", "afterMigrate");
		write("beforeEachMigrate.sql", say("first") + "\nSELECT\n 1/0;");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure).hasMessageContaining("Callback beforeEachMigrate of migration 1 one failed")
			.hasMessageContaining("beforeEachMigrate.sql:2 (statement 2 of 2)")
			.hasMessageContaining("everything this migration did was rolled back");
		assertThat(failure.action()).contains("Mend ").contains("beforeEachMigrate.sql and start again");
		assertThat(failure.sqlState()).isEqualTo("22012");
		assertThat(lastRow().state()).isEqualTo(MigrationState.FAILED);
		assertThat(lastRow().error()).contains("at statement 2 of 2, line 2 of beforeEachMigrate.sql");
		assertThat(said()).containsExactly("afterMigrateError");
		write("beforeEachMigrate.sql", say("mended"));
		migrate();
		assertThat(said()).containsExactly("afterMigrateError", "mended", "V1", "afterEachMigrate", "afterMigrate");
	}

	@Test
	void failsTheRunBeforeItsMigrations() {
		writeAll("beforeEachMigrate", "afterMigrateError", "afterMigrate");
		write("beforeMigrate.sql", say("before") + "\n\nSELECT nothing;");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure).hasMessageContaining("Callback beforeMigrate failed")
			.hasMessageContaining("beforeMigrate.sql:3 (statement 2 of 2)")
			.hasMessageContaining("rolled back; no migration has begun");
		assertThat(said()).isEmpty();
		assertThat(history()).isEmpty();
		writeAll("beforeMigrate");
		migrate();
		assertThat(said()).containsExactly("beforeMigrate", "beforeEachMigrate", "V1", "afterMigrate");
	}

	@Test
	void leavesTheMigrationsWhereItFailsAfterThem() {
		write("afterMigrate__grants.sql", say("grants") + "GRANT SELECT ON said TO nobody_there;");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure).hasMessageContaining("Callback afterMigrate__grants failed")
			.hasMessageContaining("the migrations before it stay");
		assertThat(failure.action()).contains("run ").contains("afterMigrate__grants.sql by hand");
		assertThat(said()).containsExactly("V1");
		assertThat(states()).containsExactly(MigrationState.APPLIED);
		write("afterMigrate__grants.sql", say("grants")).write("V2__two.sql", say("V2"));
		migrate();
		assertThat(said()).as("again with the next migration").containsExactly("V1", "V2", "grants");
	}

	@Test
	void runsAroundAMigrationThatIsNoTransaction() {
		write("beforeEachMigrate.sql", say("before") + "SET work_mem = '7MB';");
		writeAll("afterEachMigrate");
		write("V1__one.sql", "CREATE INDEX CONCURRENTLY said_what ON said (what);"
				+ "INSERT INTO said (what) SELECT current_setting('work_mem')");
		migrate();
		assertThat(said()).containsExactly("before", "7MB", "afterEachMigrate");
		assertThat(saidInOneTransactionWith("7MB")).containsExactly("7MB");
		assertThat(lastRow().state()).isEqualTo(MigrationState.APPLIED);
		assertThat(lastRow().statementsDone()).isEqualTo(2);
	}

	@Test
	void goesOnBehindTheStatementsThatAreDoneWhereItFailedAfterThem() {
		write("afterEachMigrate.sql", "SELECT nothing");
		write("V1__one.sql", "CREATE INDEX CONCURRENTLY said_what ON said (what);" + say("V1"));
		assertThat(migrateFailing()).hasMessageContaining("Callback afterEachMigrate of migration 1 one failed")
			.hasMessageContaining("2 of 2 statements are done and stay");
		assertThat(lastRow().state()).isEqualTo(MigrationState.FAILED);
		writeAll("afterEachMigrate");
		migrate();
		assertThat(said()).containsExactly("V1", "afterEachMigrate");
		assertThat(lastRow().state()).isEqualTo(MigrationState.APPLIED);
	}

	@Test
	void replacesPlaceholders() {
		write("afterMigrate.sql", say("${greeting}"));
		migrator(settings().withPlaceholders(Map.of("greeting", "hello"))).migrate();
		assertThat(said()).containsExactly("V1", "hello");
	}

	@Test
	void refusesBeforeAnythingRunsWhatIsWrongWithAny() {
		write("beforeMigrate.sql", "SELECT 'open").write("beforeEachMigrate.sql", "SELECT 1;\nVACUUM said;")
			.write("afterMigrate.sql", "BEGIN; SELECT 1;")
			.write("afterEachMigrate.sql", "-- tidemark: lock-timeout=1s\nSELECT 1;");
		InvalidMigrationsException refusal = failing(InvalidMigrationsException.class, migrator());
		assertThat(refusal.problems()).hasSize(4);
		assertThat(refusal).hasMessageContaining("beforeMigrate.sql:1")
			.hasMessageContaining(
					"beforeEachMigrate.sql:2:1: 'VACUUM said' cannot run in the transaction of a migration")
			.hasMessageContaining("afterMigrate.sql:1")
			.hasMessageContaining("write SET LOCAL lock_timeout");
		assertThat(said()).isEmpty();
	}

	@Test
	void runsOutsideATransactionWhatHasTo() {
		database().execute("CREATE PROCEDURE commits() LANGUAGE plpgsql AS 'BEGIN COMMIT; END'");
		write("afterMigrate.sql", say("before") + "VACUUM said;" + say("after")).write("afterMigrate__call.sql",
				"CALL commits()");
		migrate();
		assertThat(said()).containsExactly("V1", "before", "after");
		assertThat(events().of(CallbackFinished.class)).hasSize(2);
	}

	@Test
	void saysWhatStaysOfAScriptThatIsNoTransaction() {
		write("afterMigrate.sql", say("before") + "VACUUM said;\nVACUUM nowhere;");
		assertThat(migrateFailing()).hasMessageContaining("afterMigrate.sql:2 (statement 3 of 3)")
			.hasMessageContaining("2 of 3 statements of this callback are done and stay");
		assertThat(said()).containsExactly("V1", "before");
	}

	@Test
	void isTriedAgainAfterALockTimeout() {
		write("beforeMigrate.sql",
				"-- tidemark: lock-timeout=100ms\nLOCK TABLE said IN ACCESS EXCLUSIVE MODE;" + say("locked"));
		try (OtherSession other = OtherSession.open(database(), "reader")) {
			other.begin("LOCK TABLE said IN ACCESS SHARE MODE");
			BackgroundRun run = BackgroundRun.start(() -> migrate());
			await().until(() -> !events().of(RetryScheduled.class).isEmpty());
			other.end();
			run.report();
		}
		assertThat(said()).containsExactly("locked", "V1");
	}

	@Test
	void runsBehindALease() {
		writeAllEvents();
		write("V1__one.sql", say("V1") + "VACUUM said;");
		migrator(settings().withLock(new LockSettings(LockStrategy.LEASE, null, null, null))).migrate();
		assertThat(said()).containsExactly("beforeMigrate", "beforeEachMigrate", "V1", "afterEachMigrate",
				"afterVersioned", "afterMigrateApplied", "afterMigrate");
	}

	@Test
	void tellsWhatRuns() {
		writeAll("beforeEachMigrate", "afterMigrate__x");
		write("afterClean.sql", "DROP TABLE said");
		try (CapturedLog log = new CapturedLog()) {
			migrate();
			assertThat(log.messages(Level.INFO))
				.contains("Database 'default': ran callback beforeEachMigrate with 1 one",
						"Database 'default': ran callback afterMigrate__x")
				.anyMatch((line) -> line.contains("events that do not occur here") && line.contains("afterClean.sql"));
			assertThat(log.messages(Level.DEBUG))
				.anyMatch((line) -> line.contains("afterMigrate__x statement 1, line 1: INSERT INTO said"));
		}
		assertThat(events().of(StepStarted.class)).as("of migrations only").hasSize(1);
	}

}
