package dev.tidemark.snapshot;

import java.util.List;

import dev.tidemark.migration.SnapshotHead;

/**
 * A whole schema as one script. Immutable.
 *
 * @param head what it stands for
 * @param text the whole script, which begins with the head
 * @param notWritten what is in the database and not in the script, for people
 * @param warnings what else deserves attention, for people
 */
public record WrittenSnapshot(SnapshotHead head, String text, List<String> notWritten, List<String> warnings) {

	/**
	 * Copies the lists.
	 */
	public WrittenSnapshot {
		notWritten = List.copyOf(notWritten);
		warnings = List.copyOf(warnings);
	}

}
