package dev.tidemark.sql;

/**
 * Walks over the tokens of SQL text by psql's rules, without making an object for each.
 * Tokens cover the text completely. Not thread-safe.
 */
final class SqlLexer {

	private static final String OPERATORS = "+-*/<>=~!@#%^&|`?:";

	private final String text;

	private final boolean lenient;

	private int start;

	private int end;

	private Token token = Token.SPACE;

	/**
	 * Creates a lexer.
	 * @param text the text
	 * @param lenient whether what is not terminated reaches to the end of the text,
	 * instead of being an error
	 */
	SqlLexer(String text, boolean lenient) {
		this.text = text;
		this.lenient = lenient;
	}

	/**
	 * Moves to the next token.
	 * @return whether there is one
	 */
	boolean next() {
		this.start = this.end;
		if (this.start >= this.text.length()) {
			return false;
		}
		this.token = read(this.text.charAt(this.start));
		return true;
	}

	Token token() {
		return this.token;
	}

	int start() {
		return this.start;
	}

	int end() {
		return this.end;
	}

	String tokenText() {
		return this.text.substring(this.start, this.end);
	}

	/**
	 * Tells whether the token is that word, in any case.
	 */
	boolean isWord(String word) {
		return this.token == Token.WORD && this.end - this.start == word.length()
				&& this.text.regionMatches(true, this.start, word, 0, word.length());
	}

	private Token read(char c) {
		if (isSpace(c)) {
			return until(skipSpace(this.start), Token.SPACE);
		}
		if (at("--", this.start)) {
			return until(endOfLine(this.start), Token.COMMENT);
		}
		if (at("/*", this.start)) {
			return until(endOfBlockComment(), Token.COMMENT);
		}
		if (c == '\'') {
			return until(endOfQuoted(this.start + 1, '\'', false), Token.LITERAL);
		}
		if (c == '"') {
			return until(endOfQuoted(this.start + 1, '"', false), Token.QUOTED_IDENTIFIER);
		}
		if (isWordStart(c)) {
			return word(c);
		}
		if (c == '$') {
			return dollar();
		}
		if (isDigit(c)) {
			return until(skipNumber(this.start), Token.NUMBER);
		}
		return (OPERATORS.indexOf(c) >= 0) ? until(skipOperator(this.start), Token.OPERATOR) : symbol(c);
	}

	private Token until(int position, Token kind) {
		this.end = position;
		return kind;
	}

	private Token symbol(char c) {
		this.end = this.start + 1;
		return switch (c) {
			case ';' -> Token.SEMICOLON;
			case '(' -> Token.OPEN;
			case ')' -> Token.CLOSE;
			case '\\' -> Token.BACKSLASH;
			case '\0' -> Token.NUL;
			default -> Token.OTHER;
		};
	}

	private Token word(char first) {
		int position = this.start + 1;
		while (position < this.text.length() && isWordPart(this.text.charAt(position))) {
			position++;
		}
		boolean escapes = position == this.start + 1 && (first == 'e' || first == 'E') && at("'", position);
		return escapes ? until(endOfEscaped(position + 1), Token.LITERAL) : until(position, Token.WORD);
	}

	private Token dollar() {
		int position = this.start + 1;
		while (position < this.text.length() && isTagPart(this.text.charAt(position), position == this.start + 1)) {
			position++;
		}
		if (!at("$", position)) {
			this.end = this.start + 1;
			return Token.OTHER;
		}
		String tag = this.text.substring(this.start, position + 1);
		int closing = this.text.indexOf(tag, position + 1);
		return until((closing >= 0) ? closing + tag.length() : unterminated("dollar quote " + tag), Token.LITERAL);
	}

	private int endOfEscaped(int from) {
		int position = endOfQuoted(from, '\'', true);
		int next = continuation(position);
		while (next > 0) {
			// a literal that goes on in the next line keeps its escapes
			position = endOfQuoted(next, '\'', true);
			next = continuation(position);
		}
		return position;
	}

	private int continuation(int from) {
		int position = skipSpace(from);
		boolean newLine = this.text.substring(from, position).chars().anyMatch((c) -> c == '\n' || c == '\r');
		return (newLine && at("'", position)) ? position + 1 : 0;
	}

	private int endOfQuoted(int from, char quote, boolean escapes) {
		int position = from;
		while (position < this.text.length()) {
			char c = this.text.charAt(position);
			if (escapes && c == '\\') {
				position += 2;
			}
			else if (c == quote) {
				if (position + 1 >= this.text.length() || this.text.charAt(position + 1) != quote) {
					return position + 1;
				}
				position += 2;
			}
			else {
				position++;
			}
		}
		return unterminated((quote == '"') ? "quoted identifier" : "string");
	}

	private int endOfBlockComment() {
		int depth = 1;
		int position = this.start + 2;
		while (depth > 0) {
			int open = this.text.indexOf("/*", position);
			int close = this.text.indexOf("*/", position);
			if (close < 0) {
				return unterminated("comment");
			}
			boolean nested = open >= 0 && open < close;
			depth += nested ? 1 : -1;
			position = (nested ? open : close) + 2;
		}
		return position;
	}

	private int unterminated(String what) {
		if (this.lenient) {
			return this.text.length();
		}
		throw new SqlScriptException("unterminated " + what + ": it begins here and has no end", this.text, this.start);
	}

	private int skipSpace(int from) {
		int position = from;
		while (position < this.text.length() && isSpace(this.text.charAt(position))) {
			position++;
		}
		return position;
	}

	private int skipNumber(int from) {
		int position = from;
		while (position < this.text.length()
				&& (isDigit(this.text.charAt(position)) || this.text.charAt(position) == '.')) {
			position++;
		}
		return position;
	}

	private int skipOperator(int from) {
		int position = from;
		while (position < this.text.length() && OPERATORS.indexOf(this.text.charAt(position)) >= 0
				&& !at("--", position) && !at("/*", position)) {
			position++;
		}
		return position;
	}

	private int endOfLine(int from) {
		int position = from;
		while (position < this.text.length() && !isLineEnd(this.text.charAt(position))) {
			position++;
		}
		return position;
	}

	private boolean at(String expected, int position) {
		return this.text.startsWith(expected, position);
	}

	static boolean isLineEnd(char c) {
		return c == '\n' || c == '\r';
	}

	private static boolean isSpace(char c) {
		return c == ' ' || (c >= '\t' && c <= '\r') || c == '\uFEFF';
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isWordStart(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '\u0080' && c != '\uFEFF');
	}

	private static boolean isWordPart(char c) {
		return isWordStart(c) || isDigit(c) || c == '$';
	}

	private static boolean isTagPart(char c, boolean first) {
		return isWordStart(c) || (!first && isDigit(c));
	}

	/**
	 * What a token is.
	 */
	enum Token {

		SPACE, COMMENT, LITERAL, QUOTED_IDENTIFIER, WORD, NUMBER, OPERATOR, OPEN, CLOSE, SEMICOLON, BACKSLASH, NUL,
		OTHER;

		/**
		 * Tells whether the token means something to the server.
		 */
		boolean significant() {
			return this != SPACE && this != COMMENT;
		}

	}

}
