package dev.tidemark.sql;

/**
 * Compares scripts by what they do.
 */
public final class SqlComparison {

	private SqlComparison() {
	}

	/**
	 * Tells whether two scripts differ in comments and white space only. Literals are
	 * compared character by character, and directives as they are understood.
	 * @param before the one script
	 * @param after the other script
	 * @return whether they mean the same; scripts that cannot be understood only do if
	 * they are equal
	 */
	public static boolean sameMeaning(String before, String after) {
		return before.equals(after) || (sameTokens(before, after) && sameDirectives(before, after));
	}

	private static boolean sameTokens(String before, String after) {
		ComparedTokens one = new ComparedTokens(before);
		ComparedTokens other = new ComparedTokens(after);
		while (true) {
			boolean more = one.next();
			boolean otherMore = other.next();
			if (!more || !otherMore) {
				return more == otherMore;
			}
			if (!one.understood() || !other.understood() || !one.same(other)) {
				return false;
			}
		}
	}

	private static boolean sameDirectives(String before, String after) {
		try {
			return ScriptDirectives.parse(before, 1).equals(ScriptDirectives.parse(after, 1));
		}
		catch (SqlScriptException ex) {
			return false;
		}
	}

}
