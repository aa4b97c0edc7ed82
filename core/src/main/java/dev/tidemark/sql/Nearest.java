package dev.tidemark.sql;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds the word that somebody may have meant.
 */
public final class Nearest {

	private Nearest() {
	}

	/**
	 * Finds the nearest word by the number of letters that differ.
	 * @param word what was written
	 * @param candidates what exists
	 * @return the nearest, or empty where all are too far
	 */
	public static Optional<String> to(String word, Collection<String> candidates) {
		int farthest = Math.max(1, word.length() / 3);
		return candidates.stream()
			.filter((candidate) -> distance(word, candidate) <= farthest)
			.min(Comparator.comparingInt((candidate) -> distance(word, candidate)));
	}

	private static int distance(String first, String second) {
		int[] previous = new int[second.length() + 1];
		for (int j = 0; j <= second.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= first.length(); i++) {
			int[] current = new int[second.length() + 1];
			current[0] = i;
			for (int j = 1; j <= second.length(); j++) {
				int replaced = previous[j - 1] + ((first.charAt(i - 1) == second.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[second.length()];
	}

}
