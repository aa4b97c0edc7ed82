package dev.tidemark.sql;

import java.util.List;

/**
 * Looks into the line comments of a script without reading the rest of it: of thousands
 * of scripts few say something to a tool.
 */
public final class LineComments {

	private LineComments() {
	}

	/**
	 * Tells whether something that looks like a line comment begins with one of some
	 * words, in either case, behind blanks and more dashes. It may stand in a string.
	 * @param script the script
	 * @param words the words
	 * @return whether the script is worth to be read for them
	 */
	public static boolean begin(String script, List<String> words) {
		for (int dashes = script.indexOf("--"); dashes >= 0;) {
			int word = wordAfter(script, dashes + 2);
			for (String other : words) {
				if (script.regionMatches(true, word, other, 0, other.length())) {
					return true;
				}
			}
			dashes = script.indexOf("--", word);
		}
		return false;
	}

	private static int wordAfter(String script, int start) {
		int word = start;
		while (word < script.length() && " \t-".indexOf(script.charAt(word)) >= 0) {
			word++;
		}
		return word;
	}

}
