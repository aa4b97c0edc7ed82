package dev.tidemark.sql;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the tokens of a script, without an object for each and without ever failing:
 * text that never ends is a token up to the end of the script, and said to be so.
 */
final class SqlLexer {

	private static final char BOM = '\uFEFF';

	/** Of what sets nothing: never told of a token. */
	private static final StringsSetting STANDARD = new StringsSetting(false);

	private final String text;

	private TokenKind kind = TokenKind.SPACE;

	private int start;

	private int end;

	private boolean unterminated;

	private boolean continued;

	// the literal before, which goes on if a newline separates it from the next quote
	private boolean continuable;

	private boolean newline;

	private boolean escapes;

	private final @Nullable CopyTracker copies;

	private final StringsSetting strings;

	private boolean acrossData;

	SqlLexer(String text) {
		this(text, false);
	}

	/**
	 * Walks over a script or a statement.
	 * @param escapes whether a backslash escapes in plain strings at its begin
	 */
	SqlLexer(String text, boolean escapes) {
		this(text, new CopyTracker(), new StringsSetting(escapes));
	}

	private SqlLexer(String text, @Nullable CopyTracker copies, StringsSetting strings) {
		this.text = text;
		this.copies = copies;
		this.strings = strings;
	}

	/**
	 * Walks over SQL that is a part of something else, in which data cannot follow a
	 * COPY.
	 */
	static SqlLexer withoutData(String text) {
		return new SqlLexer(text, null, STANDARD);
	}

	/**
	 * Moves to the next token.
	 * @return whether there is one
	 */
	boolean advance() {
		this.start = this.end;
		this.unterminated = false;
		this.continued = false;
		this.acrossData = false;
		if (this.start >= this.text.length()) {
			return false;
		}
		this.kind = read();
		rememberLiteral();
		if (this.copies != null) {
			stopAtData(this.copies);
			this.copies.accept(this);
			this.strings.accept(this, this.text);
		}
		return true;
	}

	private TokenKind read() {
		if (this.kind == TokenKind.COPY_DATA) {
			return ends(TokenKind.COPY_END, CopyBlock.afterMarker(this.text, this.start));
		}
		boolean lineStart = this.start > 0 && this.text.charAt(this.start - 1) == '\n';
		if (this.copies != null && this.copies.dataFollow() && lineStart) {
			this.copies.dataRead();
			return ends(TokenKind.COPY_DATA, CopyBlock.marker(this.text, this.start));
		}
		return read(this.text.charAt(this.start));
	}

	/**
	 * Data begin in the next line, whatever else begins in this one.
	 */
	private void stopAtData(CopyTracker tracker) {
		if (!tracker.dataFollow() || this.kind == TokenKind.COPY_DATA || this.kind == TokenKind.COPY_END) {
			return;
		}
		for (int i = this.start; i < this.end; i++) {
			if (this.text.charAt(i) == '\n') {
				this.acrossData = this.kind != TokenKind.SPACE;
				this.end = i + 1;
			}
		}
	}

	/**
	 * Moves to the next token that is neither white space nor a comment.
	 * @return whether there is one
	 */
	boolean advanceOverGaps() {
		boolean found = advance();
		while (found && this.kind.gap() && !this.unterminated) {
			found = advance();
		}
		return found;
	}

	TokenKind kind() {
		return this.kind;
	}

	int start() {
		return this.start;
	}

	int end() {
		return this.end;
	}

	/**
	 * Tells whether the token should end, but the script does.
	 */
	boolean unterminated() {
		return this.unterminated;
	}

	/**
	 * Tells whether the token does not end in its line, in which a COPY … FROM STDIN
	 * ends.
	 */
	boolean acrossData() {
		return this.acrossData;
	}

	/**
	 * Tells whether the token ends a COPY … FROM STDIN, or one is not ended yet.
	 */
	boolean endsCopy() {
		return this.copies != null && this.copies.endsCopy();
	}

	/**
	 * Tells whether the token is the rest of the literal before it.
	 */
	boolean continued() {
		return this.continued;
	}

	/**
	 * Tells whether the token is a literal in which a backslash escapes.
	 */
	boolean escapes() {
		return this.kind == TokenKind.LITERAL && this.escapes;
	}

	int length() {
		return this.end - this.start;
	}

	String token() {
		return this.text.substring(this.start, this.end);
	}

	/**
	 * Returns the script from the token on.
	 */
	String rest() {
		return this.text.substring(this.start);
	}

	char first() {
		return this.text.charAt(this.start);
	}

	boolean is(String symbol) {
		return length() == symbol.length() && this.text.startsWith(symbol, this.start);
	}

	/**
	 * Tells whether the token is an unquoted word, in either case.
	 * @param upperCase the word in upper case
	 */
	boolean isWord(String upperCase) {
		if (this.kind != TokenKind.WORD || length() != upperCase.length()) {
			return false;
		}
		for (int i = 0; i < upperCase.length(); i++) {
			char c = this.text.charAt(this.start + i);
			char upper = (c >= 'a' && c <= 'z') ? (char) (c - 'a' + 'A') : c;
			if (upper != upperCase.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	boolean sameToken(SqlLexer other) {
		return this.kind == other.kind && this.continued == other.continued && length() == other.length()
				&& this.text.regionMatches(this.start, other.text, other.start, length());
	}

	private TokenKind read(char c) {
		if (TokenEnds.isSpace(c) || (c == BOM && this.start == 0)) {
			return ends(TokenKind.SPACE, TokenEnds.space(this.text, this.start + 1));
		}
		if (TokenEnds.isWordStart(c)) {
			return word(c);
		}
		if (TokenEnds.isDigit(c) || ((c == '.' || c == '$') && digitFollows())) {
			int digits = (c == '$') ? this.start + 1 : this.start;
			return ends(TokenKind.NUMBER, TokenEnds.number(this.text, digits));
		}
		return switch (c) {
			case '\'' -> literal();
			case '"' -> quoted(TokenKind.QUOTED_IDENTIFIER, this.start + 1, '"', false);
			case '$' -> dollar();
			case '(' -> ends(TokenKind.OPEN, this.start + 1);
			case ')' -> ends(TokenKind.CLOSE, this.start + 1);
			case ';' -> ends(TokenKind.SEMICOLON, this.start + 1);
			case '\\' -> backslash();
			default -> symbol(c);
		};
	}

	private TokenKind word(char c) {
		if ("eEbBxXnN".indexOf(c) >= 0 && TokenEnds.follows(this.text, this.start, '\'')) {
			return quoted(TokenKind.LITERAL, this.start + 2, '\'', escapesAfter(c));
		}
		if ((c == 'u' || c == 'U') && TokenEnds.follows(this.text, this.start, '&')) {
			if (TokenEnds.follows(this.text, this.start + 1, '\'')) {
				return quoted(TokenKind.LITERAL, this.start + 3, '\'', false);
			}
			if (TokenEnds.follows(this.text, this.start + 1, '"')) {
				return quoted(TokenKind.QUOTED_IDENTIFIER, this.start + 3, '"', false);
			}
		}
		return ends(TokenKind.WORD, TokenEnds.word(this.text, this.start));
	}

	private boolean escapesAfter(char prefix) {
		return switch (prefix) {
			case 'e', 'E' -> true;
			case 'n', 'N' -> this.strings.escapes();
			default -> false;
		};
	}

	/**
	 * Tells whether a backslash escapes in plain strings here.
	 */
	boolean stringsEscape() {
		return this.strings.escapes();
	}

	private TokenKind literal() {
		this.continued = this.continuable && this.newline;
		boolean backslashEscapes = this.continued ? this.escapes : this.strings.escapes();
		return quoted(TokenKind.LITERAL, this.start + 1, '\'', backslashEscapes);
	}

	private TokenKind quoted(TokenKind quotedKind, int from, char quote, boolean backslashEscapes) {
		this.escapes = backslashEscapes;
		return ends(quotedKind, TokenEnds.quoted(this.text, from, quote, backslashEscapes));
	}

	private TokenKind dollar() {
		int tagEnd = TokenEnds.dollarTag(this.text, this.start);
		if (tagEnd > this.start) {
			return ends(TokenKind.DOLLAR_QUOTED, TokenEnds.dollarQuoted(this.text, this.start, tagEnd));
		}
		// the head of a placeholder is one token
		return ends(TokenKind.OTHER, TokenEnds.follows(this.text, this.start, '{') ? this.start + 2 : this.start + 1);
	}

	private TokenKind backslash() {
		int lineEnd = PsqlCommand.ofDump(this.text, this.start);
		return (lineEnd > this.start) ? ends(TokenKind.LINE_COMMENT, lineEnd)
				: ends(TokenKind.BACKSLASH, this.start + 1);
	}

	private TokenKind symbol(char c) {
		if (c == '-' && TokenEnds.follows(this.text, this.start, '-')) {
			return ends(TokenKind.LINE_COMMENT, TokenEnds.lineComment(this.text, this.start));
		}
		if (c == '/' && TokenEnds.follows(this.text, this.start, '*')) {
			return ends(TokenKind.BLOCK_COMMENT, TokenEnds.blockComment(this.text, this.start));
		}
		if (TokenEnds.isOperator(c)) {
			return ends(TokenKind.OPERATOR, TokenEnds.operator(this.text, this.start));
		}
		boolean pair = (c == ':' || c == '.') && (TokenEnds.follows(this.text, this.start, c));
		boolean assignment = c == ':' && TokenEnds.follows(this.text, this.start, '=');
		return ends(TokenKind.OTHER, (pair || assignment) ? this.start + 2 : this.start + 1);
	}

	private TokenKind ends(TokenKind ended, int offset) {
		this.unterminated = offset == TokenEnds.UNTERMINATED;
		this.end = this.unterminated ? this.text.length() : offset;
		return ended;
	}

	private boolean digitFollows() {
		return this.start + 1 < this.text.length() && TokenEnds.isDigit(this.text.charAt(this.start + 1));
	}

	private void rememberLiteral() {
		switch (this.kind) {
			case LITERAL -> {
				this.continuable = true;
				this.newline = false;
			}
			case SPACE -> rememberNewline();
			case LINE_COMMENT -> {
			}
			default -> forgetLiteral();
		}
	}

	private void forgetLiteral() {
		this.continuable = false;
	}

	private void rememberNewline() {
		for (int i = this.start; i < this.end; i++) {
			if (this.text.charAt(i) == '\n' || this.text.charAt(i) == '\r') {
				this.newline = true;
			}
		}
	}

}
