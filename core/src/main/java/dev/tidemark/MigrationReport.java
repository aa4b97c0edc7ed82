package dev.tidemark;

import java.time.Duration;
import java.util.List;

/**
 * What came of a run. Immutable.
 *
 * @param scripts the scripts that were executed, in order: file or class names; empty
 * when there was nothing to do
 * @param warnings what deserves attention, for people
 * @param took how long the run took, waiting included
 * @param status how the database stands after it; of migrations that were applied before
 * it may not say when, how long and by whom, which {@link Migrator#status()} does
 */
public record MigrationReport(List<String> scripts, List<String> warnings, Duration took, MigrationStatus status) {

	/**
	 * Copies the lists.
	 */
	public MigrationReport {
		scripts = List.copyOf(scripts);
		warnings = List.copyOf(warnings);
	}

}
