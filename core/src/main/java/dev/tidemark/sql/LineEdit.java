package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a comparison.
 *
 * @param sign {@code -}, {@code +}, or a space where both texts have it
 * @param text the line
 * @param line its number in the new text, or that of the line after it
 */
record LineEdit(char sign, String text, int line) {

	// above it the middle is shown as replaced: a table of 8 MB at most
	private static final long MAX_CELLS = 2_000_000;

	boolean changed() {
		return this.sign != ' ';
	}

	static List<LineEdit> between(List<String> before, List<String> after) {
		int shortest = Math.min(before.size(), after.size());
		int head = 0;
		while (head < shortest && before.get(head).equals(after.get(head))) {
			head++;
		}
		int tail = 0;
		while (tail < shortest - head
				&& before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
			tail++;
		}
		List<LineEdit> edits = new ArrayList<>();
		after.subList(0, head).forEach((line) -> add(edits, ' ', line));
		middle(edits, before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
		after.subList(after.size() - tail, after.size()).forEach((line) -> add(edits, ' ', line));
		return edits;
	}

	private static void middle(List<LineEdit> edits, List<String> before, List<String> after) {
		if ((before.size() + 1L) * (after.size() + 1L) > MAX_CELLS) {
			before.forEach((line) -> add(edits, '-', line));
			after.forEach((line) -> add(edits, '+', line));
			return;
		}
		int[][] common = common(before, after);
		int i = 0;
		int j = 0;
		while (i < before.size() || j < after.size()) {
			boolean both = i < before.size() && j < after.size();
			if (both && before.get(i).equals(after.get(j))) {
				add(edits, ' ', after.get(j));
				i++;
				j++;
			}
			else if (j == after.size() || (both && common[i + 1][j] >= common[i][j + 1])) {
				add(edits, '-', before.get(i++));
			}
			else {
				add(edits, '+', after.get(j++));
			}
		}
	}

	/**
	 * Computes the length of the longest common sequence of what is left, at each pair.
	 */
	private static int[][] common(List<String> before, List<String> after) {
		int[][] common = new int[before.size() + 1][after.size() + 1];
		for (int i = before.size() - 1; i >= 0; i--) {
			for (int j = after.size() - 1; j >= 0; j--) {
				common[i][j] = before.get(i).equals(after.get(j)) ? common[i + 1][j + 1] + 1
						: Math.max(common[i + 1][j], common[i][j + 1]);
			}
		}
		return common;
	}

	private static void add(List<LineEdit> edits, char sign, String text) {
		LineEdit last = edits.isEmpty() ? new LineEdit('-', "", 1) : edits.get(edits.size() - 1);
		edits.add(new LineEdit(sign, text, (last.sign() == '-') ? last.line() : last.line() + 1));
	}

}
