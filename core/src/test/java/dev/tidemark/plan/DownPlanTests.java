package dev.tidemark.plan;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlMigrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DownPlanTests {

	private final SqlMigration one = SqlMigrations.versioned("001", "SELECT 1", "SELECT -1");

	private final SqlMigration two = SqlMigrations.versioned("002", "SELECT 2", "SELECT -2");

	private final SqlMigration three = SqlMigrations.versioned("003", "SELECT 3", "SELECT -3");

	private final Planning planning = Planning.defaults();

	@Test
	void undoesTheNewestFirst() {
		MigrationPlan plan = this.planning.down(2, HistoryRows.applied(this.one, this.two, this.three), this.one,
				this.two, this.three);
		assertThat(plan.labels()).containsExactly("003 change", "002 change");
		assertThat(plan.steps()).allSatisfy((step) -> {
			assertThat(step.direction()).isEqualTo(Direction.DOWN);
			assertThat(step.reason()).isEqualTo(StepReason.UNDO);
			assertThat(step.statementsDone()).isZero();
		});
		assertThat(Planning.show(plan.steps().get(0))).containsExactly("tx[SELECT -3]");
		assertThat(plan.steps().get(0).location()).isEqualTo("db/migration/003_change.down.sql");
	}

	@Test
	void undoesInTheOrderOfInstallationNotOfVersions() {
		HistoryRows rows = HistoryRows.applied(this.one, this.three, this.two);
		assertThat(this.planning.down(3, rows, this.one, this.two, this.three).labels()).containsExactly("002 change",
				"003 change", "001 change");
	}

	@Test
	void undoesNoMoreThanIsApplied() {
		HistoryRows rows = HistoryRows.applied(this.one, this.two)
			.add(this.two, MigrationState.ROLLED_BACK, 1, 1)
			.add(this.three, MigrationState.FAILED, 0, 1);
		MigrationPlan plan = this.planning.down(9, rows, this.one, this.two, this.three);
		assertThat(plan.labels()).containsExactly("001 change");
		assertThat(plan.steps().get(0).previous()).isSameAs(rows.row(1));
	}

	@Test
	void undoesWhatWasAppliedAgainFirst() {
		HistoryRows rows = HistoryRows.applied(this.one, this.two)
			.add(this.one, MigrationState.ROLLED_BACK, 1, 1)
			.add(this.one, MigrationState.APPLIED, 1, 1);
		assertThat(this.planning.down(1, rows, this.one, this.two).labels()).containsExactly("001 change");
	}

	@Test
	void hasNothingToUndoInAnEmptyHistory() {
		assertThat(this.planning.down(1, new HistoryRows(), this.one).isEmpty()).isTrue();
	}

	@Test
	void refusesWhatHasNoDownPart() {
		SqlMigration irreversible = SqlMigrations.versioned("002", "SELECT 2");
		HistoryRows rows = HistoryRows.applied(this.one, irreversible, this.three);
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.down(3, rows, this.one, irreversible, this.three))
			.withMessage(
					"""
							One problem with the migrations; nothing was run:
							  - db/migration/002_change.sql: migration 002 change cannot be undone: it has no down part: write one ('-- migrate:down' in the file, or a file beside it), which counts though the migration has run already""");
	}

	@Test
	void refusesWhatSaysThatItIsIrreversible() {
		SqlMigration irreversible = SqlMigrations.versioned("002",
				"-- tidemark: irreversible=\"the old rows are gone\"\nSELECT 2", "SELECT -2");
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.down(1, HistoryRows.applied(irreversible), irreversible))
			.withMessageEndingWith("migration 002 change cannot be undone: the old rows are gone");
	}

	@Test
	void undoesNothingBeyondTheNumberOfSteps() {
		SqlMigration irreversible = SqlMigrations.versioned("001", "SELECT 1");
		HistoryRows rows = HistoryRows.applied(irreversible, this.two);
		assertThat(this.planning.down(1, rows, irreversible, this.two).labels()).containsExactly("002 change");
	}

	@Test
	void refusesWhatThisReleaseDoesNotKnow() {
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.down(1, HistoryRows.applied(this.one, this.two), this.one))
			.withMessage(
					"""
							One problem with the migrations; nothing was run:
							  - 002_change.sql: migration 002 change cannot be undone: this release does not know it, and no down script of it is stored: undo it with the release that brought it""");
	}

	@Test
	void listsEverythingThatCannotBeUndone() {
		SqlMigration irreversible = SqlMigrations.versioned("001", "SELECT 1");
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.down(2, HistoryRows.applied(irreversible, this.two), irreversible))
			.satisfies((ex) -> assertThat(ex.problems()).hasSize(2));
	}

	@Test
	void undoesRepeatables() {
		SqlMigration view = SqlMigrations.repeatable("view", "CREATE VIEW v AS SELECT 1", "DROP VIEW v");
		PlannedStep step = this.planning.down(1, HistoryRows.applied(this.one, view), this.one, view).steps().get(0);
		assertThat(Planning.show(step)).containsExactly("tx[DROP VIEW v]");
	}

	@Test
	void undoesAReversibleJavaMigration() {
		Migration code = CodeMigration.of(new Reversible(), "V4__code", null);
		PlannedStep step = this.planning.down(1, HistoryRows.applied(code), code).steps().get(0);
		assertThat(step.isCode()).isTrue();
		assertThat(step.segments()).isEmpty();
		assertThat(step.direction()).isEqualTo(Direction.DOWN);
	}

	@Test
	void refusesAnIrreversibleJavaMigration() {
		Migration code = CodeMigration.of((context) -> {
		}, "V4__code", null);
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.down(1, HistoryRows.applied(code), code))
			.withMessageEndingWith(
					"migration 4 code cannot be undone: it has no down part: override down(MigrationContext) in its class");
	}

	@Test
	void obeysTheDirectivesAndPlaceholdersOfTheDownPart() {
		SqlMigration migration = SqlMigrations.versioned("001", "SELECT 1",
				"-- tidemark: transactional=false\nDROP TABLE ${table}; SELECT 2");
		MigrationPlan plan = this.planning.withPlaceholders(Map.of("table", "a"))
			.down(1, HistoryRows.applied(migration), migration);
		assertThat(Planning.show(plan.steps().get(0))).containsExactly("alone[DROP TABLE a]", "alone[SELECT 2]");
	}

	@Test
	void cutsTheDownPartIntoSegments() {
		SqlMigration migration = SqlMigrations.versioned("001", "SELECT 1",
				"DROP INDEX CONCURRENTLY i; DROP TABLE a; DROP TABLE b");
		PlannedStep step = this.planning.down(1, HistoryRows.applied(migration), migration).steps().get(0);
		assertThat(Planning.show(step))
			.isEqualTo(List.of("alone[DROP INDEX CONCURRENTLY i]", "tx[DROP TABLE a, DROP TABLE b]"));
		assertThat(step.transactional()).isFalse();
	}

	@Test
	void refusesADownPartThatCannotBeRead() {
		SqlMigration migration = SqlMigrations.versioned("001", "SELECT 1", "DROP TABLE (a");
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.down(1, HistoryRows.applied(migration), migration))
			.withMessageContaining("001_change.down.sql:1:12: this parenthesis is never closed");
	}

	@Test
	void takesTheTimeoutsOfTheDownPart() {
		SqlMigration migration = SqlMigrations.versioned("001", "-- tidemark: lock-timeout=1s\nSELECT 1",
				"-- tidemark: lock-timeout=7s, statement-timeout=8s\nSELECT 2");
		PlannedStep step = this.planning.down(1, HistoryRows.applied(migration), migration).steps().get(0);
		assertThat(step.lockTimeout()).hasSeconds(7);
		assertThat(step.statementTimeout()).hasSeconds(8);
	}

	static class Reversible implements JavaMigration {

		@Override
		public void up(MigrationContext context) {
		}

		@Override
		public void down(MigrationContext context) {
		}

	}

}
