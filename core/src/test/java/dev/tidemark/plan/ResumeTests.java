package dev.tidemark.plan;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlMigrations;

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

}
