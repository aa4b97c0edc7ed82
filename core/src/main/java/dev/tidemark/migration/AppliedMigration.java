package dev.tidemark.migration;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One row of the history, without the stored scripts.
 *
 * @param id the order of installation, from 1; 0 where the row is known only briefly
 * @param version the version, or {@code null} for a repeatable migration
 * @param name the name
 * @param script the file or class name
 * @param kind what the migration is made of
 * @param checksum the checksum of its up part, or {@code null}
 * @param state how the attempt stands
 * @param statementsDone how many statements are done
 * @param statementsTotal how many there are
 * @param appliedAt when, by the server's clock
 * @param executionMs how long it took, in milliseconds
 * @param appliedBy the database role
 * @param appliedFrom application, host and process
 * @param error the failure, or {@code null}
 * @param reversible whether a down script is stored
 * @param journal what is known of an attempt that committed statement by statement
 */
public record AppliedMigration(long id, @Nullable Version version, String name, String script, MigrationKind kind,
		@Nullable String checksum, MigrationState state, int statementsDone, int statementsTotal, Instant appliedAt,
		long executionMs, String appliedBy, String appliedFrom, @Nullable String error, boolean reversible,
		StatementJournal journal) {

	/**
	 * Returns the row of a migration that is known to be applied as it is, and of which
	 * nothing else was read.
	 * @param migration the migration
	 * @return a row that says when, how long and by whom for no purpose
	 */
	public static AppliedMigration brief(Migration migration) {
		return new AppliedMigration(0, migration.version(), migration.name(), migration.script(), migration.kind(),
				migration.checksum(), MigrationState.APPLIED, 0, 0, Instant.EPOCH, 0, "", "", null,
				migration.reversible(), StatementJournal.NONE);
	}

	/**
	 * Returns the row of a migration that is known to be applied, whose file is gone, and
	 * of which nothing else was read.
	 * @param entry what the snapshot says of it
	 * @return a row that says when, how long and by whom for no purpose
	 */
	public static AppliedMigration brief(SnapshotHead.Entry entry) {
		return new AppliedMigration(0, entry.version(), entry.name(), entry.name(), MigrationKind.SQL, entry.checksum(),
				MigrationState.APPLIED, 0, 0, Instant.EPOCH, 0, "", "", null, false, StatementJournal.NONE);
	}

	/**
	 * Tells whether nothing but the migration's being applied was read.
	 * @return whether when, how long and by whom is unknown
	 */
	public boolean isBrief() {
		return this.id == 0;
	}

	/**
	 * Returns what makes it the same migration in the files.
	 * @return the key
	 */
	public MigrationKey key() {
		return MigrationKey.of(this.version, this.name);
	}

	/**
	 * Returns the same row with a version that is written differently.
	 * @param other the version
	 * @return a copy
	 */
	AppliedMigration withVersion(Version other) {
		return new AppliedMigration(this.id, other, this.name, this.script, this.kind, this.checksum, this.state,
				this.statementsDone, this.statementsTotal, this.appliedAt, this.executionMs, this.appliedBy,
				this.appliedFrom, this.error, this.reversible, this.journal);
	}

	/**
	 * Returns version and name for people.
	 * @return the label
	 */
	public String label() {
		return Migration.label(this.version, this.name);
	}

	/**
	 * Tells whether the row is about one migration, and not about everything up to its
	 * version. A baseline is about one where a snapshot or the schema that was there
	 * stands for it: its script is named below that, as in
	 * {@code schema.sql/003_orders.sql}, which no file's own name is.
	 * @return whether nothing else is recorded by it
	 */
	public boolean standsAlone() {
		return this.kind != MigrationKind.BASELINE || this.script.indexOf('/') >= 0;
	}

	/**
	 * Tells whether a rollback has begun to undo it, statement by statement, and has not
	 * ended.
	 * @return whether a part of the change may be gone
	 */
	public boolean halfUndone() {
		return applied() && !this.journal.isEmpty();
	}

	/**
	 * Tells whether the change is in the schema.
	 * @return whether the state is applied
	 */
	public boolean applied() {
		return this.state == MigrationState.APPLIED;
	}

}
