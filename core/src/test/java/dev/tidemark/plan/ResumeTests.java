package dev.tidemark.plan;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlMigrations;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.sql.SqlStatement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ResumeTests {

	private static final String SCRIPT = "CREATE TABLE a ();\nVACUUM;\nSELECT 1;\nSELECT 2";

	private final SqlMigration migration = SqlMigrations.versioned("001", SCRIPT);

	private final Planning planning = Planning.defaults().withStored(Map.of(1L, SCRIPT));

	private HistoryRows failedAfter(int done) {
		return new HistoryRows().add(this.migration, MigrationState.FAILED, done, 4);
	}

	@Test
	void leavesOutWhatIsDone() {
		PlannedStep step = this.planning.up(failedAfter(1), this.migration).steps().get(0);
		assertThat(step.reason()).isEqualTo(StepReason.RESUME);
		assertThat(step.statementsDone()).isEqualTo(1);
		assertThat(step.statementsTotal()).isEqualTo(4);
		assertThat(Planning.show(step)).containsExactly("alone[VACUUM]", "tx[SELECT 1, SELECT 2]");
	}

	@Test
	void keepsCountingWhereOnlyATransactionRemains() {
		PlannedStep step = this.planning.up(failedAfter(2), this.migration).steps().get(0);
		assertThat(Planning.show(step)).containsExactly("tx[SELECT 1, SELECT 2]");
		assertThat(step.transactional()).isFalse();
	}

	@Test
	void resumesWhatADeadProcessLeftRunning() {
		HistoryRows rows = new HistoryRows().add(this.migration, MigrationState.RUNNING, 0, 4);
		PlannedStep step = this.planning.up(rows, this.migration).steps().get(0);
		assertThat(step.reason()).isEqualTo(StepReason.RESUME);
		assertThat(step.statementsDone()).isZero();
		assertThat(step.segments()).hasSize(3);
	}

	@Test
	void hasOnlyToSayWhenEverythingIsDone() {
		HistoryRows rows = new HistoryRows().add(this.migration, MigrationState.RUNNING, 4, 4);
		PlannedStep step = this.planning.up(rows, this.migration).steps().get(0);
		assertThat(step.segments()).isEmpty();
		assertThat(step.statementsTotal()).isEqualTo(4);
		assertThat(step.transactional()).isFalse();
	}

	@Test
	void acceptsAMendedRest() {
		SqlMigration mended = SqlMigrations.versioned("001", "-- mended\nCREATE  TABLE a ();\nVACUUM;\nSELECT 10;");
		HistoryRows rows = new HistoryRows().add(SqlMigrations.versioned("001", "CREATE  TABLE a ();\nVACUUM;\nSELEKT"),
				MigrationState.FAILED, 2, 3);
		PlannedStep step = this.planning.withStored(Map.of(1L, "CREATE  TABLE a ();\nVACUUM;\nSELEKT"))
			.up(rows, mended)
			.steps()
			.get(0);
		assertThat(Planning.show(step)).containsExactly("tx[SELECT 10]");
		assertThat(step.segments().get(0).statements().get(0).line()).isEqualTo(4);
	}

	@Test
	void refusesAnEditedStatementThatIsDone() {
		SqlMigration edited = SqlMigrations.versioned("001", SCRIPT.replace("TABLE a", "TABLE b"));
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.up(failedAfter(2), edited))
			.withMessage("""
					One problem with the migrations; nothing was run:
					  - db/migration/001_change.sql: its first 2 statements have run and are committed, \
					and they have been edited since: restore them as they were, and change only what follows""");
	}

	@Test
	void refusesAScriptThatIsShorterThanWhatIsDone() {
		SqlMigration shorter = SqlMigrations.versioned("001", "CREATE TABLE a ()");
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.up(failedAfter(2), shorter))
			.withMessageContaining("they have been edited since");
	}

	@Test
	void refusesAnEditedScriptThatWasNotStored() {
		SqlMigration edited = SqlMigrations.versioned("001", SCRIPT + ";\nSELECT 3");
		Planning unstored = Planning.defaults();
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> unstored.up(failedAfter(1), edited))
			.withMessageContaining("and they cannot be compared, as the script was not stored: restore them");
	}

	@Test
	void comparesNoPasswords() {
		SqlMigration role = SqlMigrations.versioned("001", "CREATE ROLE a PASSWORD 'x';\nVACUUM;\nSELEKT");
		SqlMigration mended = SqlMigrations.versioned("001", "CREATE ROLE a PASSWORD 'x';\nVACUUM;\nSELECT 1");
		HistoryRows rows = new HistoryRows().add(role, MigrationState.FAILED, 2, 3);
		PlannedStep step = this.planning.withStored(Map.of(1L, "CREATE ROLE a PASSWORD '***';\nVACUUM;\nSELEKT"))
			.up(rows, mended)
			.steps()
			.get(0);
		assertThat(Planning.show(step)).containsExactly("tx[SELECT 1]");
	}

	private static SqlStatement statement(String sql) {
		return new SqlStatement(sql, 1, 1);
	}

	private static HistoryRows interrupted(SqlMigration migration, int number, String sql) {
		StatementJournal journal = new StatementJournal(StatementJournal.entry(number, statement(sql)), null);
		return new HistoryRows().add(migration, MigrationState.RUNNING, number - 1, 3, migration.checksum(), journal);
	}

	@Test
	void repeatsOrLooksUpWhatWasInterrupted() {
		PlannedStep step = this.planning.up(interrupted(this.migration, 2, "VACUUM"), this.migration).steps().get(0);
		assertThat(Planning.show(step)).containsExactly("alone[VACUUM]", "tx[SELECT 1, SELECT 2]");
	}

	@Test
	void asksAboutWhatNobodyCanKnow() {
		SqlMigration calls = SqlMigrations.versioned("001",
				"-- tidemark: transactional=false\nVACUUM;\nCALL a();\nCALL b()");
		String done = String
			.valueOf(StatementJournal.of(null, List.of(statement("VACUUM"), statement("CALL a()"))).doneChecksum());
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.up(interrupted(calls, 2, "CALL a()"), calls))
			.withMessage(
					"""
							One problem with the migrations; nothing was run:
							  - db/migration/001_change.sql:3:1: the process that ran statement 2 (CALL a()) died or lost its connection, \
							and nobody knows whether it was done. Look, then say so:
							          it was done:               UPDATE schema_migrations SET statements_done = 2, \
							done_checksum = '%s', state = 'failed', running_statement = NULL WHERE id = 1;
							          it was not done:           UPDATE schema_migrations SET \
							state = 'failed', running_statement = NULL WHERE id = 1;
							          repeating it does no harm: write '-- tidemark: rerunnable=true' at the head of the script"""
						.formatted(done));
	}

	@Test
	void asksNotWhereTheScriptMayBeRepeated() {
		SqlMigration calls = SqlMigrations.versioned("001",
				"-- tidemark: transactional=false, rerunnable=true\nVACUUM;\nCALL a();\nCALL b()");
		PlannedStep step = this.planning.up(interrupted(calls, 2, "CALL a()"), calls).steps().get(0);
		assertThat(Planning.show(step)).containsExactly("alone[CALL a()]", "alone[CALL b()]");
	}

	@Test
	void runsAgainOutsideATransactionWhatTheServerRefusedInside() {
		SqlMigration call = SqlMigrations.versioned("001", "CALL a()");
		StatementJournal journal = new StatementJournal(StatementJournal.entry(1, statement("CALL a()")), null);
		HistoryRows rows = new HistoryRows().add(call, MigrationState.FAILED, 0, 1, call.checksum(), journal);
		assertThat(Planning.show(this.planning.up(rows, call).steps().get(0))).containsExactly("alone[CALL a()]");
	}

	@Test
	void asksWhereTheInterruptedStatementIsNotInTheFileAnyMore() {
		SqlMigration before = SqlMigrations.versioned("001", "-- tidemark: transactional=false\nVACUUM;\nCALL a()");
		SqlMigration after = SqlMigrations.versioned("001", "-- tidemark: transactional=false\nVACUUM;\nCALL b()");
		Planning stored = this.planning.withStored(Map.of(1L, before.up().text()));
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> stored.up(interrupted(before, 2, "CALL a()"), after))
			.withMessageContaining("001_change.sql:3:1: the process that ran statement 2 (CALL a())")
			.withMessageContaining("another statement stands there now, so if it was done, put it back first");
		Planning unstored = this.planning.withStored(Map.of());
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> unstored.up(interrupted(before, 2, "CALL a()"), after))
			.withMessageContaining("001_change.sql:3:1: the process that ran statement 2 died");
	}

	@Test
	void warnsWhereAHarmlessInterruptedStatementIsNotInTheFileAnyMore() {
		SqlMigration before = SqlMigrations.versioned("001", "CREATE INDEX CONCURRENTLY i ON t (a)");
		SqlMigration after = SqlMigrations.versioned("001", "CREATE INDEX CONCURRENTLY j ON t (a)");
		MigrationPlan plan = this.planning.withStored(Map.of(1L, before.up().text()))
			.up(interrupted(before, 1, "CREATE INDEX CONCURRENTLY i ON t (a)"), after);
		assertThat(plan.steps()).hasSize(1);
		assertThat(plan.warnings())
			.containsExactly("Migration 001 change: statement 1 was interrupted and edited since; what it left stays: "
					+ "CREATE INDEX CONCURRENTLY i ON t (a)");
	}

	@Test
	void knowsTheSettingsOfWhatIsDone() {
		SqlMigration sets = SqlMigrations.versioned("001",
				"SET search_path = a;\nCREATE TABLE b ();\nVACUUM;\nSELECT 1");
		HistoryRows rows = new HistoryRows().add(sets, MigrationState.FAILED, 3, 4);
		PlannedStep step = this.planning.up(rows, sets).steps().get(0);
		assertThat(step.settingsOfDone()).extracting(SqlStatement::text).containsExactly("SET search_path = a");
		assertThat(Planning.show(step)).containsExactly("tx[SELECT 1]");
	}

	@Test
	void comparesWhatIsNotStoredByItsChecksum() {
		SqlMigration edited = SqlMigrations.versioned("001", "CREATE TABLE a ();\nVACUUM;\nSELECT 10");
		StatementJournal journal = StatementJournal.of(null, List.of(statement("CREATE TABLE a ()")));
		HistoryRows rows = new HistoryRows().add(this.migration, MigrationState.FAILED, 1, 4, this.migration.checksum(),
				journal);
		Planning unstored = Planning.defaults();
		assertThat(Planning.show(unstored.up(rows, edited).steps().get(0))).containsExactly("alone[VACUUM]",
				"tx[SELECT 10]");
		SqlMigration broken = SqlMigrations.versioned("001", "CREATE TABLE b ();\nVACUUM;\nSELECT 10");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> unstored.up(rows, broken))
			.withMessageContaining("and they have been edited since");
	}

}
