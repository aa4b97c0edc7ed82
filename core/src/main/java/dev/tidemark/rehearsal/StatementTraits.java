package dev.tidemark.rehearsal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the text of a statement says about looking at it.
 *
 * @param kind what it does to which relation, or nothing where each has to be looked at
 * @param looks how many of the kind are looked at in one transaction
 * @param mayRewrite whether a new file means that rows are written anew
 * @param scansCount whether reading a whole table means the same on the live database
 */
record StatementTraits(String kind, int looks, boolean mayRewrite, boolean scansCount) {

	private static final int WRITES = 3;

	private static final int CHANGES = 50;

	private static final Pattern REPEATED = Pattern.compile(
			"(?is)(INSERT\\s+INTO|COPY|UPDATE(?:\\s+ONLY)?|DELETE\\s+FROM(?:\\s+ONLY)?|MERGE\\s+INTO)\\s+([^\\s(;]+)|(SELECT|WITH|VALUES)\\b|(SET)\\s+(?!CONSTRAINTS)");

	/**
	 * Reads a statement.
	 * @param sql its text
	 * @param sameRows whether the database has the rows of the live one
	 */
	static StatementTraits of(String sql, boolean sameRows) {
		Matcher matcher = REPEATED.matcher(sql);
		if (!matcher.lookingAt()) {
			boolean empties = startsWith(sql, "TRUNCATE");
			return new StatementTraits("", Integer.MAX_VALUE, !empties, !empties);
		}
		if (matcher.group(4) != null) {
			return new StatementTraits("SET", 0, true, sameRows);
		}
		boolean appends = startsWith(sql, "INSERT") || startsWith(sql, "COPY");
		return new StatementTraits(matcher.group(), appends ? WRITES : CHANGES, true, sameRows);
	}

	private static boolean startsWith(String sql, String word) {
		return sql.regionMatches(true, 0, word, 0, word.length());
	}

}
