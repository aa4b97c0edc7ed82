package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Shows how two texts differ, for people.
 */
public final class LineDiff {

	private static final int MAX_LINES = 60;

	private static final int MAX_LINE_LENGTH = 200;

	private static final int CONTEXT = 2;

	private LineDiff() {
	}

	/**
	 * Compares two texts line by line, whatever their line ends.
	 * @param before the old text
	 * @param after the new text
	 * @return lines that begin with {@code - } or {@code + }, with two lines around them
	 * and a line number of the new text above; at most 60, and how many more there are;
	 * nothing if no line differs
	 */
	public static String between(String before, String after) {
		List<String> rows = rows(LineEdit.between(lines(before), lines(after)));
		if (rows.size() <= MAX_LINES) {
			return String.join("\n", rows);
		}
		return String.join("\n", rows.subList(0, MAX_LINES)) + "\n… %d more lines".formatted(rows.size() - MAX_LINES);
	}

	private static List<String> lines(String text) {
		return LineEnds.normalise(text).lines().toList();
	}

	private static List<String> rows(List<LineEdit> edits) {
		BitSet shown = shown(edits);
		List<String> rows = new ArrayList<>();
		for (int i = shown.nextSetBit(0); i >= 0; i = shown.nextSetBit(i + 1)) {
			LineEdit edit = edits.get(i);
			if (i == 0 || !shown.get(i - 1)) {
				rows.add("@@ line %d @@".formatted(edit.line()));
			}
			rows.add(edit.sign() + " " + Excerpt.cut(edit.text(), MAX_LINE_LENGTH));
		}
		return rows;
	}

	private static BitSet shown(List<LineEdit> edits) {
		BitSet shown = new BitSet(edits.size());
		for (int i = 0; i < edits.size(); i++) {
			if (edits.get(i).changed()) {
				shown.set(Math.max(0, i - CONTEXT), Math.min(edits.size(), i + CONTEXT + 1));
			}
		}
		return shown;
	}

}
