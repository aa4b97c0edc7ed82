package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.sql.SqlStatement;

/**
 * Plans with few words; the defaults are those of the settings.
 *
 * @param outOfOrder what to do with an older migration
 * @param onChanged what to do with a changed script
 * @param placeholders values by name
 * @param stored stored scripts by row id
 */
record Planning(OutOfOrder outOfOrder, OnChanged onChanged, Map<String, String> placeholders,
		Map<Long, String> stored) {

	static Planning defaults() {
		return new Planning(OutOfOrder.APPLY, OnChanged.REFUSE, Map.of(), Map.of());
	}

	Planning with(OutOfOrder other) {
		return new Planning(other, this.onChanged, this.placeholders, this.stored);
	}

	Planning with(OnChanged other) {
		return new Planning(this.outOfOrder, other, this.placeholders, this.stored);
	}

	Planning withPlaceholders(Map<String, String> others) {
		return new Planning(this.outOfOrder, this.onChanged, others, this.stored);
	}

	Planning withStored(Map<Long, String> scripts) {
		return new Planning(this.outOfOrder, this.onChanged, this.placeholders, scripts);
	}

	MigrationPlan up(HistoryRows rows, Migration... migrations) {
		return planner().up(MigrationCatalog.of(List.of(migrations)), rows.history(), this.stored);
	}

	MigrationPlan down(int steps, HistoryRows rows, Migration... migrations) {
		return down(RollbackRequest.steps(steps), rows, migrations);
	}

	MigrationPlan down(RollbackRequest request, HistoryRows rows, Migration... migrations) {
		return planner().down(MigrationCatalog.of(List.of(migrations)), rows.history(), StoredDownScripts.NONE,
				request);
	}

	private MigrationPlanner planner() {
		return new MigrationPlanner(new PlanSettings(this.outOfOrder, this.onChanged, this.placeholders, null));
	}

	/**
	 * Shows segments: {@code tx[…]} what runs in one transaction of ours,
	 * {@code alone[…]} what runs outside, and the transactions of the script.
	 */
	static List<String> show(PlannedStep step) {
		List<String> shown = new ArrayList<>();
		for (Segment segment : step.segments()) {
			List<String> texts = segment.statements().stream().map(SqlStatement::text).toList();
			shown.add(word(segment.kind()) + texts);
		}
		return shown;
	}

	private static String word(SegmentKind kind) {
		return switch (kind) {
			case TOGETHER -> "tx";
			case ALONE -> "alone";
			case AUTOCOMMIT -> "auto";
			case BLOCK -> "block";
			case READ_ONLY_BLOCK -> "reads";
			case ROLLED_BACK_BLOCK -> "undone";
		};
	}

}
