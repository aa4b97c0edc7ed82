package dev.tidemark.rehearsal;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.MigrationFailure;

/**
 * What a rehearsal found out. Immutable.
 *
 * @param database the name of the database in the settings
 * @param live whether it ran on the live database, and was rolled back
 * @param basis where it ran, for people
 * @param steps what would run, in order; empty when there is nothing to do
 * @param notes what deserves attention, such as what a rollback does not undo
 * @param failure why it failed, or {@code null}
 * @param took how long the rehearsal took
 */
public record RehearsalReport(String database, boolean live, String basis, List<RehearsedStep> steps,
		List<String> notes, @Nullable MigrationFailure failure, Duration took) {

	/**
	 * Copies the lists.
	 */
	public RehearsalReport {
		steps = List.copyOf(steps);
		notes = List.copyOf(notes);
	}

	/**
	 * Tells whether a statement failed.
	 * @return whether the same run would fail
	 */
	public boolean failed() {
		return this.failure != null;
	}

	/**
	 * Returns the worst verdict of all.
	 * @return a verdict; safe where there is nothing to do
	 */
	public Verdict worst() {
		return this.steps.stream().map(RehearsedStep::worst).reduce(Verdict.SAFE, Verdict::or);
	}

	/**
	 * Returns the report for people.
	 * @return plain text of several lines
	 */
	public String text() {
		return new ReportText(this).text();
	}

}
