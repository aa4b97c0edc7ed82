package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows how two texts differ, line by line.
 */
public final class LineDiff {

	private static final int CONTEXT = 2;

	private static final int LONGEST = 60;

	/** Beyond this product of line counts the middle is shown as replaced as a whole. */
	private static final long LARGEST_TABLE = 4_000_000;

	private final List<String> before;

	private final List<String> after;

	private final List<Line> lines = new ArrayList<>();

	private LineDiff(List<String> before, List<String> after) {
		this.before = before;
		this.after = after;
	}

	/**
	 * Compares two texts.
	 * @param before the old text
	 * @param after the new text
	 * @return lines with {@code -}, {@code +} or a blank before them, and their places;
	 * at most 60, and empty where nothing differs
	 */
	public static String between(String before, String after) {
		LineDiff diff = new LineDiff(before.lines().toList(), after.lines().toList());
		diff.compare();
		return diff.render();
	}

	private void compare() {
		int head = 0;
		while (head < this.before.size() && head < this.after.size()
				&& this.before.get(head).equals(this.after.get(head))) {
			this.lines.add(new Line(' ', this.before.get(head), head + 1));
			head++;
		}
		int oldEnd = this.before.size();
		int newEnd = this.after.size();
		while (oldEnd > head && newEnd > head && this.before.get(oldEnd - 1).equals(this.after.get(newEnd - 1))) {
			oldEnd--;
			newEnd--;
		}
		if ((long) (oldEnd - head) * (newEnd - head) > LARGEST_TABLE) {
			replaced(head, oldEnd, newEnd);
		}
		else {
			middle(head, oldEnd, newEnd);
		}
		for (int i = newEnd; i < this.after.size(); i++) {
			this.lines.add(new Line(' ', this.after.get(i), i + 1));
		}
	}

	private void replaced(int head, int oldEnd, int newEnd) {
		for (int i = head; i < oldEnd; i++) {
			this.lines.add(new Line('-', this.before.get(i), i + 1));
		}
		for (int i = head; i < newEnd; i++) {
			this.lines.add(new Line('+', this.after.get(i), i + 1));
		}
	}

	/** The longest common subsequence, from a table of its lengths. */
	private void middle(int head, int oldEnd, int newEnd) {
		int[][] common = new int[oldEnd - head + 1][newEnd - head + 1];
		for (int i = oldEnd - 1; i >= head; i--) {
			for (int j = newEnd - 1; j >= head; j--) {
				common[i - head][j - head] = this.before.get(i).equals(this.after.get(j))
						? common[i - head + 1][j - head + 1] + 1
						: Math.max(common[i - head + 1][j - head], common[i - head][j - head + 1]);
			}
		}
		int i = head;
		int j = head;
		while (i < oldEnd || j < newEnd) {
			if (i < oldEnd && j < newEnd && this.before.get(i).equals(this.after.get(j))) {
				this.lines.add(new Line(' ', this.after.get(j++), ++i));
			}
			else if (j >= newEnd || (i < oldEnd && common[i - head + 1][j - head] >= common[i - head][j - head + 1])) {
				this.lines.add(new Line('-', this.before.get(i), ++i));
			}
			else {
				this.lines.add(new Line('+', this.after.get(j), ++j));
			}
		}
	}

	private String render() {
		List<String> rendered = new ArrayList<>();
		int last = -1;
		for (int i = 0; i < this.lines.size(); i++) {
			if (nearChange(i)) {
				if (i > last + 1 || last < 0) {
					rendered.add("@@ line %d @@".formatted(this.lines.get(i).number()));
				}
				rendered.add((this.lines.get(i).sign() + " " + this.lines.get(i).text()).stripTrailing());
				last = i;
			}
		}
		int more = rendered.size() - LONGEST;
		return (more > 0) ? String.join("\n", rendered.subList(0, LONGEST)) + "\n… %d more lines".formatted(more)
				: String.join("\n", rendered);
	}

	private boolean nearChange(int index) {
		int from = Math.max(0, index - CONTEXT);
		int to = Math.min(this.lines.size() - 1, index + CONTEXT);
		for (int i = from; i <= to; i++) {
			if (this.lines.get(i).sign() != ' ') {
				return true;
			}
		}
		return false;
	}

	private record Line(char sign, String text, int number) {

	}

}
