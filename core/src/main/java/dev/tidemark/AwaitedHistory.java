package dev.tidemark;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.plan.MigrationPlan;

/**
 * What a process that waits makes of what another one records.
 */
final class AwaitedHistory {

	private AwaitedHistory() {
	}

	/**
	 * Returns what is recorded with what runs as not done: whether a statement of it may
	 * be repeated is for the process that migrates to ask, and no reason to give up. What
	 * is half undone is not done either.
	 */
	static Recorded settled(Recorded recorded) {
		boolean settledAlready = true;
		for (AppliedMigration row : recorded.history().rows()) {
			settledAlready = settledAlready && isSettled(row);
		}
		if (settledAlready) {
			return recorded;
		}
		MigrationHistory settled = new MigrationHistory(
				recorded.history().rows().stream().map(AwaitedHistory::settled).toList());
		return new Recorded(recorded.database(), recorded.catalog(), settled, recorded.storedScripts());
	}

	private static boolean isSettled(AppliedMigration row) {
		return row.state() != MigrationState.RUNNING && !row.halfUndone();
	}

	private static AppliedMigration settled(AppliedMigration row) {
		if (isSettled(row)) {
			return row;
		}
		return new AppliedMigration(row.id(), row.version(), row.name(), row.script(), row.kind(), row.checksum(),
				MigrationState.FAILED, row.halfUndone() ? 0 : row.statementsDone(), row.statementsTotal(),
				row.appliedAt(), row.executionMs(), row.appliedBy(), row.appliedFrom(), row.error(), row.reversible(),
				row.halfUndone() ? StatementJournal.NONE : row.journal());
	}

	/**
	 * Finds the newest failure of what is pending.
	 * @return the failure for people, or empty
	 */
	static Optional<String> failure(MigrationPlan pending, MigrationHistory history) {
		Set<MigrationKey> keys = pending.steps()
			.stream()
			.map((step) -> step.migration().key())
			.collect(Collectors.toSet());
		return history.current()
			.stream()
			.filter((row) -> row.state() == MigrationState.FAILED && keys.contains(row.key()))
			.max(Comparator.comparing(AppliedMigration::appliedAt))
			.map(AwaitedHistory::describe);
	}

	private static String describe(AppliedMigration row) {
		return "Migration %s failed at %s in %s: %s".formatted(row.label(), row.appliedAt(), row.appliedFrom(),
				(row.error() != null) ? row.error().strip() : "no error is recorded");
	}

}
