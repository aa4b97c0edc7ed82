package dev.tidemark.snapshot;

import java.util.ArrayList;
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

	/**
	 * Adds warnings.
	 * @param others the other warnings
	 * @return a copy
	 */
	public WrittenSnapshot warning(List<String> others) {
		List<String> all = new ArrayList<>(this.warnings);
		all.addAll(others);
		return new WrittenSnapshot(this.head, this.text, this.notWritten, all);
	}

}
