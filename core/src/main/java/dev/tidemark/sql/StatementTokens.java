package dev.tidemark.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads one statement token by token, over white space and comments.
 */
final class StatementTokens {

	private final SqlLexer lexer;

	private boolean present;

	StatementTokens(String statement) {
		this.lexer = SqlLexer.withoutData(statement);
		next();
	}

	boolean atEnd() {
		return !this.present;
	}

	void next() {
		this.present = this.lexer.advanceOverGaps();
	}

	boolean is(TokenKind kind) {
		return this.present && this.lexer.kind() == kind;
	}

	boolean is(String word) {
		return this.present && this.lexer.isWord(word);
	}

	private boolean isSymbol(String symbol) {
		return this.present && this.lexer.is(symbol);
	}

	/**
	 * Returns the word that is next in upper case, or nothing if it is no word.
	 */
	String word() {
		return is(TokenKind.WORD) ? this.lexer.token().toUpperCase(Locale.ROOT) : "";
	}

	boolean accept(String word) {
		boolean accepted = is(word);
		if (accepted) {
			next();
		}
		return accepted;
	}

	boolean acceptSymbol(String symbol) {
		boolean accepted = isSymbol(symbol);
		if (accepted) {
			next();
		}
		return accepted;
	}

	/**
	 * Moves over one token, or over all that a parenthesis encloses.
	 */
	void skip() {
		int depth = 0;
		do {
			depth += is(TokenKind.OPEN) ? 1 : 0;
			depth -= is(TokenKind.CLOSE) ? 1 : 0;
			next();
		}
		while (this.present && depth > 0);
	}

	/**
	 * Moves behind the next such word that is outside of parentheses.
	 * @return whether there is one
	 */
	boolean skipPast(String word) {
		while (this.present) {
			if (accept(word)) {
				return true;
			}
			skip();
		}
		return false;
	}

	/**
	 * Moves over a name and the names that qualify it.
	 * @return the last of them as PostgreSQL folds it, or nothing if there is none
	 */
	String name() {
		String name = namePart();
		while (isSymbol(".")) {
			next();
			name = namePart();
		}
		return name;
	}

	/**
	 * Moves over a name and the names that qualify it.
	 * @return all of them as they are written, or nothing if there is none or if one of
	 * them is written with Unicode escapes, which only the server's own parser reads
	 */
	String writtenName() {
		StringBuilder name = new StringBuilder(writtenPart());
		while (!name.isEmpty() && isSymbol(".")) {
			next();
			name.append('.').append(writtenPart());
		}
		return name.toString();
	}

	private String writtenPart() {
		boolean quoted = is(TokenKind.QUOTED_IDENTIFIER) && this.lexer.first() == '"';
		String part = (quoted || is(TokenKind.WORD)) ? this.lexer.token() : "";
		if (!part.isEmpty()) {
			next();
		}
		return part;
	}

	/**
	 * Returns the token that is next as it is written.
	 */
	String written() {
		return this.present ? this.lexer.token() : "";
	}

	/**
	 * Returns what has not been read.
	 */
	String rest() {
		return this.present ? this.lexer.rest() : "";
	}

	private String namePart() {
		String name = currentName();
		if (!name.isEmpty()) {
			next();
		}
		return name;
	}

	/**
	 * Returns the name that is next as PostgreSQL folds it, or nothing if it is none.
	 */
	String currentName() {
		if (is(TokenKind.WORD)) {
			return this.lexer.token().toLowerCase(Locale.ROOT);
		}
		return is(TokenKind.QUOTED_IDENTIFIER) ? unquoted(this.lexer.token()) : "";
	}

	/**
	 * Reads a list of options in parentheses, if it is next.
	 * @return names, with their qualifiers, and values; an option without value is true
	 */
	Map<String, String> options() {
		Map<String, String> options = new HashMap<>();
		if (!is(TokenKind.OPEN)) {
			return options;
		}
		next();
		while (this.present && !is(TokenKind.CLOSE)) {
			String name = qualifiedName();
			if (isSymbol("=")) {
				next();
			}
			options.put(name, optionValue());
		}
		next();
		return options;
	}

	private String qualifiedName() {
		StringBuilder name = new StringBuilder(namePart());
		while (isSymbol(".")) {
			next();
			name.append('.').append(namePart());
		}
		return name.toString();
	}

	private String optionValue() {
		StringBuilder value = new StringBuilder();
		while (this.present && !is(TokenKind.CLOSE) && !isSymbol(",")) {
			value.append(this.lexer.token());
			skip();
		}
		if (isSymbol(",")) {
			next();
		}
		return value.isEmpty() ? "true" : unquoted(value.toString()).toLowerCase(Locale.ROOT);
	}

	private static String unquoted(String token) {
		boolean quoted = token.length() > 1 && (token.startsWith("'") || token.startsWith("\""));
		return quoted ? token.substring(1, token.length() - 1) : token;
	}

}
