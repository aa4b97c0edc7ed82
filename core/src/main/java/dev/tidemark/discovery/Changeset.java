package dev.tidemark.discovery;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.sql.ChangesetHead;

/**
 * A changeset of a formatted SQL changelog.
 *
 * @param file the changelog
 * @param head its first line
 * @param line the line of the file in which that stands, from 1
 * @param up its text from that line on, in which the lines that are no SQL are empty
 * @param down what undoes it, in the lines of the file, or {@code null}
 * @param downLine the line of the file in which that begins, from 1
 */
record Changeset(ScriptFile file, ChangesetHead head, int line, String up, @Nullable String down, int downLine) {

	/**
	 * Returns what tells it from all others, wherever it stands.
	 */
	String identity() {
		return this.head.identity(this.head.attribute("logicalFilePath").orElse(this.file.path()));
	}

	MigrationProblem problem(String message) {
		return new MigrationProblem(this.file.location(), this.line, 0, message);
	}

}
