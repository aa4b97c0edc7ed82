package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tokens of a statement in upper case, for rules about its kind. Literals and quoted
 * identifiers stay as they are, so that no word within them is mistaken.
 *
 * @param words the tokens; only the first word where the statement's kind has no rules
 */
record StatementWords(List<String> words) {

	private static final Set<String> WITH_RULES = Set.of("CREATE", "DROP", "ALTER", "REINDEX", "VACUUM", "CLUSTER",
			"DISCARD", "CALL", "COPY", "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE", "SELECT");

	private static final String DISTRIBUTE = "create_distributed_table_concurrently";

	static StatementWords of(SqlStatement statement) {
		List<String> words = new ArrayList<>();
		SqlLexer lexer = new SqlLexer(statement.text(), true);
		while (lexer.next()) {
			if (lexer.token().significant()) {
				words.add((lexer.token() == SqlLexer.Token.WORD) ? lexer.tokenText().toUpperCase(Locale.ROOT)
						: lexer.tokenText());
				if (words.size() == 1 && !hasRules(words.get(0), statement.text())) {
					break;
				}
			}
		}
		return new StatementWords(words);
	}

	private static boolean hasRules(String first, String text) {
		// queries may be long, and only one function in them matters
		return WITH_RULES.contains(first)
				&& (!first.equals("SELECT") || text.toLowerCase(Locale.ROOT).contains(DISTRIBUTE));
	}

	boolean startsWith(String... expected) {
		return this.words.size() >= expected.length && this.words.subList(0, expected.length).equals(List.of(expected));
	}

	boolean has(String word) {
		return this.words.contains(word);
	}

	/**
	 * Tells whether words follow each other somewhere.
	 */
	boolean has(String first, String second) {
		for (int i = 0; i + 1 < this.words.size(); i++) {
			if (this.words.get(i).equals(first) && this.words.get(i + 1).equals(second)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns a token, or an empty text after the last.
	 */
	String word(int index) {
		return (index < this.words.size()) ? this.words.get(index) : "";
	}

	/**
	 * Tells whether an option in a list is switched off, such as
	 * {@code (connect = false)}.
	 */
	boolean hasOff(String option) {
		int index = this.words.indexOf(option);
		return index >= 0 && word(index + 1).equals("=")
				&& Set.of("FALSE", "OFF", "0", "'FALSE'", "'OFF'", "NONE", "'0'")
					.contains(word(index + 2).toUpperCase(Locale.ROOT));
	}

	/**
	 * Tells whether an option without an equals sign is switched off, such as
	 * {@code (CONCURRENTLY false)}.
	 */
	boolean hasOffWord(String option) {
		return Set.of("FALSE", "OFF", "0").contains(word(this.words.indexOf(option) + 1));
	}

	boolean isCopyFromStdin() {
		return startsWith("COPY") && has("FROM", "STDIN");
	}

}
