package dev.tidemark.sql;

/**
 * Recognises by their first word the statements that only write rows. A big script has
 * tens of thousands of them, and none is what the rules about transactions and settings
 * look for, so that there is no need to read them again for each rule.
 */
final class RowWrites {

	private RowWrites() {
	}

	/**
	 * Tells whether a statement surely only writes rows.
	 * @param statement the statement, or anything
	 * @return whether it begins with the word for that; one that begins with a comment is
	 * not recognised
	 */
	static boolean is(String statement) {
		return begins(statement, "INSERT") || begins(statement, "UPDATE") || begins(statement, "DELETE");
	}

	private static boolean begins(String statement, String word) {
		int length = word.length();
		return statement.regionMatches(true, 0, word, 0, length) && statement.length() > length
				&& TokenEnds.isSpace(statement.charAt(length));
	}

}
