package dev.tidemark.sql;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what somebody may have meant by a mistyped word.
 */
public final class Nearest {

	private Nearest() {
	}

	/**
	 * Finds the candidate that is nearest to a word.
	 * @param word the mistyped word
	 * @param candidates what is known
	 * @return the nearest by edit distance, whatever the case; of several the first in
	 * alphabetical order; nothing if even that is too far
	 */
	public static Optional<String> to(String word, Collection<String> candidates) {
		return candidates.stream()
			.filter((candidate) -> near(word, candidate))
			.min(Comparator.<String>comparingInt((candidate) -> distance(word, candidate))
				.thenComparing(Comparator.naturalOrder()));
	}

	private static boolean near(String word, String candidate) {
		int limit = (Math.min(word.length(), candidate.length()) + 1) / 3;
		return Math.abs(word.length() - candidate.length()) <= limit && distance(word, candidate) <= limit;
	}

	private static int distance(String word, String candidate) {
		String from = word.toLowerCase(Locale.ROOT);
		String to = candidate.toLowerCase(Locale.ROOT);
		int[] row = new int[to.length() + 1];
		for (int j = 0; j <= to.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= from.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int replaced = diagonal + ((from.charAt(i - 1) != to.charAt(j - 1)) ? 1 : 0);
				diagonal = row[j];
				row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[to.length()];
	}

}
