package dev.tidemark.discovery;

import java.util.function.Function;

import dev.tidemark.sql.ChangesetHead;

/**
 * Gathers the lines of a changeset: what applies it and what undoes it, each with empty
 * lines in place of the other, so that lines and columns stay those of the file.
 */
final class ChangesetText {

	private static final String BLOCK_END = "*/";

	private final int line;

	private final StringBuilder up;

	private final StringBuilder down = new StringBuilder();

	private int downLine;

	private boolean inRollback;

	ChangesetText(String head, int line) {
		this.line = line;
		this.up = new StringBuilder(head);
	}

	int line() {
		return this.line;
	}

	boolean inRollback() {
		return this.inRollback;
	}

	void append(String content, String ending) {
		this.up.append(content).append(ending);
		if (this.downLine > 0) {
			this.down.append(ending);
		}
	}

	void rollback(String content, String ending, int number) {
		String lead = ChangelogLine.ROLLBACK.part(content, "lead");
		undo(" ".repeat(lead.length()) + content.substring(lead.length()), ending, number);
	}

	void beginRollback(String ending, int number) {
		this.inRollback = true;
		undo("", ending, number);
	}

	void rollbackBlock(String content, String ending, int number) {
		String stripped = content.stripTrailing();
		this.inRollback = !stripped.endsWith(BLOCK_END);
		undo(this.inRollback ? content : stripped.substring(0, stripped.length() - BLOCK_END.length()), ending, number);
	}

	private void undo(String content, String ending, int number) {
		if (this.downLine == 0) {
			this.downLine = number;
		}
		this.down.append(content).append(ending);
		this.up.append(ending);
	}

	Changeset toChangeset(ScriptFile file, Function<String, String> expand) {
		String text = expand.apply(this.up.toString());
		return new Changeset(file, ChangesetHead.of(text).orElseThrow(), this.line, text,
				this.down.toString().isBlank() ? null : expand.apply(this.down.toString()), this.downLine);
	}

}
