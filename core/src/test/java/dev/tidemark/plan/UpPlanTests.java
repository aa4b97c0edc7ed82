package dev.tidemark.plan;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlMigrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UpPlanTests {

	private final SqlMigration one = SqlMigrations.versioned("001", "SELECT 1");

	private final SqlMigration two = SqlMigrations.versioned("002", "SELECT 2");

	private final SqlMigration three = SqlMigrations.versioned("003", "SELECT 3");

	private final SqlMigration view = SqlMigrations.repeatable("view", "SELECT 4");

	private final Planning planning = Planning.defaults();

	@Test
	void plansWhatHasNeverRun() {
		MigrationPlan plan = this.planning.up(HistoryRows.applied(this.one), this.one, this.two);
		assertThat(plan.steps()).singleElement().satisfies((step) -> {
			assertThat(step.migration()).isSameAs(this.two);
			assertThat(step.direction()).isEqualTo(Direction.UP);
			assertThat(step.reason()).isEqualTo(StepReason.PENDING);
			assertThat(step.previous()).isNull();
			assertThat(step.statementsTotal()).isEqualTo(1);
			assertThat(step.location()).isEqualTo("db/migration/002_change.sql");
			assertThat(step.transactional()).isTrue();
		});
		assertThat(plan.warnings()).isEmpty();
		assertThat(plan.ignored()).isEmpty();
	}

	@Test
	void plansInTheOrderOfNumbersAndRepeatablesLast() {
		Migration ten = SqlMigrations.versioned("10", "SELECT 10");
		MigrationPlan plan = this.planning.up(new HistoryRows(), this.view, ten, this.three, this.one);
		assertThat(plan.labels()).containsExactly("001 change", "003 change", "10 change", "repeatable view");
	}

	@Test
	void plansNothingWhereEverythingIsApplied() {
		MigrationPlan plan = this.planning.up(HistoryRows.applied(this.one, this.view), this.one, this.view);
		assertThat(plan.isEmpty()).isTrue();
		assertThat(plan.warnings()).isEmpty();
	}

	@Test
	void plansAJavaMigrationAsOneStatement() {
		CodeMigration code = CodeMigration.of((context) -> {
		}, "V2__code", null);
		PlannedStep step = this.planning.up(new HistoryRows(), code).steps().get(0);
		assertThat(step.isCode()).isTrue();
		assertThat(step.segments()).isEmpty();
		assertThat(step.statementsTotal()).isEqualTo(1);
		assertThat(step.transactional()).isTrue();
		assertThat(step.script()).isNull();
		assertThat(step.location()).isEqualTo(code.script());
		assertThat(step.lockTimeout()).isNull();
		assertThat(step.statementTimeout()).isNull();
	}

	@Test
	void takesTheTimeoutsOfTheScript() {
		SqlMigration slow = SqlMigrations.versioned("1",
				"-- tidemark: lock-timeout=2s, statement-timeout=3m\nSELECT 1");
		PlannedStep step = this.planning.up(new HistoryRows(), slow).steps().get(0);
		assertThat(step.lockTimeout()).hasSeconds(2);
		assertThat(step.statementTimeout()).hasMinutes(3);
	}

	@Test
	void appliesAnOlderOneWithAWarning() {
		MigrationPlan plan = this.planning.up(HistoryRows.applied(this.one, this.three), this.one, this.two,
				this.three);
		assertThat(plan.labels()).containsExactly("002 change");
		assertThat(plan.steps().get(0).reason()).isEqualTo(StepReason.OUT_OF_ORDER);
		assertThat(plan.warnings()).containsExactly("Migration 002 change is older than the newest applied one (003): "
				+ "it is applied out of order, as after a merge of two branches");
	}

	@Test
	void leavesAnOlderOneAloneWhereToldTo() {
		MigrationPlan plan = this.planning.with(OutOfOrder.WARN)
			.up(HistoryRows.applied(this.one, this.three), this.one, this.two, this.three);
		assertThat(plan.isEmpty()).isTrue();
		assertThat(plan.ignored()).containsExactly(this.two.key());
		assertThat(plan.warnings()).containsExactly("Migration 002 change is older than the newest applied one (003) "
				+ "and left alone, as tidemark.out-of-order=warn says: apply it with tidemark.out-of-order=apply, "
				+ "or give it a higher version");
	}

	@Test
	void refusesAnOlderOneWhereToldTo() {
		Planning reject = this.planning.with(OutOfOrder.REJECT);
		HistoryRows rows = HistoryRows.applied(this.one, this.three);
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> reject.up(rows, this.one, this.two, this.three))
			.withMessage("""
					One problem with the migrations; nothing was run:
					  - db/migration/002_change.sql: is older than the newest applied migration (003), \
					and tidemark.out-of-order=reject refuses that: give it a higher version""");
	}

	@Test
	void doesNotCallNewerOnesOutOfOrder() {
		MigrationPlan plan = this.planning.with(OutOfOrder.REJECT)
			.up(HistoryRows.applied(this.two), this.two, this.three, this.view);
		assertThat(plan.steps()).extracting(PlannedStep::reason)
			.containsExactly(StepReason.PENDING, StepReason.PENDING);
	}

	@Test
	void doesNotTakeAnUndoneVersionForTheNewest() {
		HistoryRows rows = HistoryRows.applied(this.three).add(this.three, MigrationState.ROLLED_BACK, 1, 1);
		MigrationPlan plan = this.planning.with(OutOfOrder.REJECT).up(rows, this.two, this.three);
		assertThat(plan.steps()).extracting(PlannedStep::reason)
			.containsExactly(StepReason.PENDING, StepReason.REAPPLY);
	}

	@Test
	void triesAFailedOneAgain() {
		HistoryRows rows = new HistoryRows().add(this.one, MigrationState.FAILED, 0, 1);
		PlannedStep step = this.planning.up(rows, this.one).steps().get(0);
		assertThat(step.reason()).isEqualTo(StepReason.RETRY);
		assertThat(step.previous()).isSameAs(rows.row(1));
		assertThat(step.transactional()).isTrue();
	}

	@Test
	void triesAFailedOneAgainAlthoughANewerOneIsApplied() {
		HistoryRows rows = HistoryRows.applied(this.two).add(this.one, MigrationState.FAILED, 0, 1);
		MigrationPlan plan = this.planning.with(OutOfOrder.REJECT).up(rows, this.one, this.two);
		assertThat(plan.steps()).extracting(PlannedStep::reason).containsExactly(StepReason.RETRY);
	}

	@Test
	void triesAFailedOneAgainWithItsMendedScript() {
		HistoryRows rows = new HistoryRows().add(SqlMigrations.versioned("001", "SELEKT 1"), MigrationState.FAILED, 0,
				1);
		PlannedStep step = this.planning.up(rows, this.one).steps().get(0);
		assertThat(Planning.show(step)).containsExactly("tx[SELECT 1]");
	}

	@Test
	void appliesAgainWhatWasUndone() {
		HistoryRows rows = HistoryRows.applied(this.one).add(this.one, MigrationState.ROLLED_BACK, 1, 1);
		PlannedStep step = this.planning.up(rows, this.one).steps().get(0);
		assertThat(step.reason()).isEqualTo(StepReason.REAPPLY);
		assertThat(step.statementsDone()).isZero();
		assertThat(Planning.show(step)).containsExactly("tx[SELECT 1]");
	}

	@Test
	void appliesAgainAChangedScriptThatWasUndone() {
		SqlMigration before = SqlMigrations.versioned("001", "SELECT 0");
		HistoryRows rows = HistoryRows.applied(before).add(before, MigrationState.ROLLED_BACK, 1, 1);
		assertThat(this.planning.up(rows, this.one).labels()).containsExactly("001 change");
	}

	@Test
	void namesWhatThisReleaseDoesNotKnow() {
		HistoryRows rows = HistoryRows.applied(this.one, this.two, this.three, this.view)
			.add(this.three, MigrationState.ROLLED_BACK, 1, 1);
		MigrationPlan plan = this.planning.up(rows, this.one);
		assertThat(plan.isEmpty()).isTrue();
		assertThat(plan.warnings()).containsExactly("Applied migrations that this release does not know "
				+ "(a newer release ran here, or their files are missing): 002 change, repeatable view");
	}

	@Test
	void runsWhatIsRequiredFirst() {
		SqlMigration dependent = SqlMigrations.versioned("004", "-- tidemark: requires=1 3\nSELECT 4");
		MigrationPlan plan = this.planning.up(HistoryRows.applied(this.one), this.one, dependent, this.three);
		assertThat(plan.labels()).containsExactly("003 change", "004 change");
	}

	@Test
	void refusesWhatRequiresSomethingLater() {
		SqlMigration dependent = SqlMigrations.versioned("002", "-- tidemark: requires=003\nSELECT 2");
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.up(new HistoryRows(), dependent, this.three))
			.withMessage("""
					One problem with the migrations; nothing was run:
					  - db/migration/002_change.sql: the directive requires=003 is not met: \
					no migration of that version is applied or comes before it""");
	}

	@Test
	void refusesWhatRequiresSomethingUndoneOrUnknown() {
		HistoryRows rows = HistoryRows.applied(this.one).add(this.one, MigrationState.ROLLED_BACK, 1, 1);
		SqlMigration dependent = SqlMigrations.versioned("002", "-- tidemark: requires=001 7\nSELECT 2");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> this.planning.up(rows, dependent))
			.withMessageContainingAll("requires=001 is not met", "requires=7 is not met");
	}

	@Test
	void refusesWhatRequiresAnOlderOneThatIsLeftAlone() {
		SqlMigration dependent = SqlMigrations.versioned("004", "-- tidemark: requires=002\nSELECT 4");
		Planning warn = this.planning.with(OutOfOrder.WARN);
		HistoryRows rows = HistoryRows.applied(this.three);
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> warn.up(rows, this.two, this.three, dependent))
			.withMessageContaining("requires=002 is not met");
	}

	@Test
	void doesNotAskForWhatAnAppliedOneRequired() {
		SqlMigration dependent = SqlMigrations.versioned("002", "-- tidemark: requires=001\nSELECT 2");
		assertThat(this.planning.up(HistoryRows.applied(dependent), dependent).isEmpty()).isTrue();
	}

	@Test
	void listsEveryProblemOfEveryMigration() {
		SqlMigration dependent = SqlMigrations.versioned("001", "-- tidemark: requires=9\nSELECT 1");
		SqlMigration unterminated = SqlMigrations.versioned("002", "SELECT 1;\nSELECT 'x");
		SqlMigration both = SqlMigrations.versioned("003",
				"-- tidemark: transactional=true\nSELECT 1;\nVACUUM;\nCOMMIT");
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.up(new HistoryRows(), dependent, unterminated, both))
			.satisfies((ex) -> assertThat(ex.problems()).extracting(Object::toString)
				.satisfiesExactly(
						(first) -> assertThat(first)
							.startsWith("db/migration/001_change.sql: the directive requires=9"),
						(second) -> assertThat(second).startsWith(
								"db/migration/002_change.sql:2:8: this string is never closed: add the closing quote (')"),
						(third) -> assertThat(third).startsWith("db/migration/003_change.sql:3:1: PostgreSQL"),
						(fourth) -> assertThat(fourth)
							.startsWith("db/migration/003_change.sql:4:1: 'COMMIT' stands in a script")));
	}

	@Test
	void refusesAPendingMigrationWhoseUndoCannotBeRead() {
		SqlMigration migration = SqlMigrations.versioned("001", "SELECT 1", "DROP TABLE a;\nDROP TABLE \"b");
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.up(new HistoryRows(), migration))
			.withMessageContaining("db/migration/001_change.down.sql:2:12: this quoted identifier is never closed");
	}

	@Test
	void doesNotReadTheUndoOfAnAppliedMigration() {
		SqlMigration migration = SqlMigrations.versioned("001", "SELECT 1", "DROP TABLE \"b");
		assertThat(this.planning.up(HistoryRows.applied(migration), migration).isEmpty()).isTrue();
	}

	@Test
	void cannotBeChanged() {
		MigrationPlan plan = this.planning.up(new HistoryRows(), this.one);
		List<PlannedStep> steps = plan.steps();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(steps::clear);
	}

}
