package dev.tidemark;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;

/**
 * A repair of the history, before it is done or after. Immutable.
 *
 * @param action what it does
 * @param version the migration's version
 * @param name the migration's name
 * @param state how its newest row stands before the repair, or {@code null} where it has
 * none
 * @param statementsDone how many statements that row says are done
 * @param statementsTotal how many there are
 * @param appliedAt when that row was written, or {@code null}
 * @param appliedBy by which role, or {@code null}
 * @param appliedFrom by which application, host and process, or {@code null}
 */
public record Repair(Action action, Version version, String name, @Nullable MigrationState state, int statementsDone,
		int statementsTotal, @Nullable Instant appliedAt, @Nullable String appliedBy, @Nullable String appliedFrom) {

	static Repair of(Action action, Version version, String name, @Nullable AppliedMigration row) {
		return (row != null)
				? new Repair(action, version, name, row.state(), row.statementsDone(), row.statementsTotal(),
						row.appliedAt(), row.appliedBy(), row.appliedFrom())
				: new Repair(action, version, name, null, 0, 0, null, null, null);
	}

	/**
	 * Returns version and name for people.
	 * @return the label
	 */
	public String label() {
		return Migration.label(this.version, this.name);
	}

	/**
	 * Returns what is to be done, for a confirmation.
	 * @return one or two sentences that name the row
	 */
	public String text() {
		return "Migration %s (%s) %s.%s".formatted(label(), row(), this.action.future, caution());
	}

	/**
	 * Returns what was done, for a log.
	 * @return one or two sentences
	 */
	String doneText() {
		return "Repair: migration %s (before: %s) %s.%s".formatted(label(), row(), this.action.past, caution());
	}

	private String row() {
		if (this.state == null) {
			return "pending: it has no row";
		}
		String progress = (this.state == MigrationState.APPLIED) ? ""
				: ", %d of %d statements are done".formatted(this.statementsDone, this.statementsTotal);
		return "%s since %s, by %s, from %s%s".formatted(this.state.word().replace('_', ' '), this.appliedAt,
				this.appliedBy, this.appliedFrom, progress);
	}

	private String caution() {
		if (this.action == Action.MARK_APPLIED) {
			return " The schema is not changed: every statement of the migration must be done by hand.";
		}
		return " The schema is not changed: what the migration did must be gone, or it fails or is done twice when it runs again.";
	}

	/**
	 * What a repair does.
	 */
	public enum Action {

		/** Records a migration as applied without running it. */
		MARK_APPLIED("is going to be recorded as applied without being run", "is recorded as applied, and was not run"),

		/** Records that a row is not true any more. */
		FORGET("is going to be pending again, its row marked as rolled back",
				"is pending again, its row marked as rolled back; nothing was undone");

		private final String future;

		private final String past;

		Action(String future, String past) {
			this.future = future;
			this.past = past;
		}

	}

}
