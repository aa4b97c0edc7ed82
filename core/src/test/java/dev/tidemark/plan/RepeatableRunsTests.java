package dev.tidemark.plan;

import org.junit.jupiter.api.Test;

import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlMigrations;

import static org.assertj.core.api.Assertions.assertThat;

class RepeatableRunsTests {

	private final SqlMigration one = SqlMigrations.versioned("001", "SELECT 1");

	private final SqlMigration two = SqlMigrations.versioned("002", "SELECT 2");

	private final SqlMigration older = SqlMigrations.repeatable("view", "CREATE OR REPLACE VIEW v AS SELECT 1");

	private final SqlMigration newer = SqlMigrations.repeatable("view", "CREATE OR REPLACE VIEW v AS SELECT 2");

	private final Planning planning = Planning.defaults();

	@Test
	void runsANewOne() {
		MigrationPlan plan = this.planning.up(HistoryRows.applied(this.one), this.one, this.older);
		assertThat(plan.steps()).extracting(PlannedStep::reason).containsExactly(StepReason.PENDING);
	}

	@Test
	void leavesAnUnchangedOneAlone() {
		MigrationPlan plan = this.planning.up(HistoryRows.applied(this.one, this.older), this.one, this.older);
		assertThat(plan.isEmpty()).isTrue();
		assertThat(plan.ignored()).isEmpty();
	}

	@Test
	void runsAChangedOneAgain() {
		MigrationPlan plan = this.planning.up(HistoryRows.applied(this.one, this.older), this.one, this.newer);
		assertThat(plan.steps()).extracting(PlannedStep::reason).containsExactly(StepReason.CHANGED_REPEATABLE);
		assertThat(plan.warnings()).isEmpty();
	}

	@Test
	void runsAgainWhatFailed() {
		HistoryRows rows = HistoryRows.applied(this.older).add(this.newer, MigrationState.FAILED, 0, 1);
		assertThat(this.planning.up(rows, this.newer).labels()).containsExactly("repeatable view");
		assertThat(this.planning.up(rows, this.older).labels()).containsExactly("repeatable view");
	}

	@Test
	void runsAgainWhatWasUndone() {
		HistoryRows rows = HistoryRows.applied(this.older).add(this.older, MigrationState.ROLLED_BACK, 1, 1);
		assertThat(this.planning.up(rows, this.older).labels()).containsExactly("repeatable view");
	}

	@Test
	void doesNotPutTheContentOfAnOlderReleaseBack() {
		HistoryRows rows = HistoryRows.applied(this.one, this.older, this.two, this.newer);
		MigrationPlan plan = this.planning.up(rows, this.one, this.older);
		assertThat(plan.isEmpty()).isTrue();
		assertThat(plan.ignored()).containsExactly(this.older.key());
		assertThat(plan.warnings()).contains(
				"Migration repeatable view is left alone: a newer release has put " + "another version of it in place");
	}

	@Test
	void goesBackToOlderContentWithinOneRelease() {
		HistoryRows rows = HistoryRows.applied(this.one, this.older, this.newer);
		assertThat(this.planning.up(rows, this.one, this.older).steps()).extracting(PlannedStep::reason)
			.containsExactly(StepReason.CHANGED_REPEATABLE);
	}

	@Test
	void runsContentThatNeverRanAlthoughANewerReleaseWasHere() {
		HistoryRows rows = HistoryRows.applied(this.one, this.older, this.two);
		assertThat(this.planning.up(rows, this.one, this.newer).steps()).extracting(PlannedStep::reason)
			.containsExactly(StepReason.CHANGED_REPEATABLE);
	}

	@Test
	void goesBackToOlderContentWithoutVersions() {
		HistoryRows rows = HistoryRows.applied(this.older, this.newer);
		assertThat(this.planning.up(rows, this.older).labels()).containsExactly("repeatable view");
	}

}
