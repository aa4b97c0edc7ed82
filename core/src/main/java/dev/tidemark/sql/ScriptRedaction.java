package dev.tidemark.sql;

/**
 * Redacts one script, or SQL that is the value of a literal.
 */
final class ScriptRedaction {

	// dynamic SQL within dynamic SQL; deeper is no code that people write
	private static final int DEEPEST = 4;

	private static final String MASKED_LITERAL = "'***'";

	private final SqlLexer lexer;

	private final int nesting;

	private final StringBuilder redacted;

	private boolean afterPassword;

	private boolean inPassword;

	ScriptRedaction(String sql, int nesting, boolean escapes) {
		// only psql and its like read data, and what they read is a script
		this.lexer = (nesting == 0) ? new SqlLexer(sql, escapes) : SqlLexer.withoutData(sql);
		this.nesting = nesting;
		this.redacted = new StringBuilder(sql.length());
	}

	String redact() {
		while (this.lexer.advance()) {
			switch (this.lexer.kind()) {
				case SPACE, COPY_DATA, COPY_END -> this.redacted.append(this.lexer.token());
				case LINE_COMMENT, BLOCK_COMMENT -> this.redacted.append(SecretPatterns.redactUrls(this.lexer.token()));
				case LITERAL, DOLLAR_QUOTED -> literal();
				default -> other();
			}
		}
		return this.redacted.toString();
	}

	private void literal() {
		String token = this.lexer.token();
		this.inPassword = this.afterPassword || (this.inPassword && this.lexer.continued());
		this.afterPassword = false;
		if (this.inPassword) {
			this.redacted.append(isEmpty(token) ? token : MASKED_LITERAL);
		}
		else if (this.nesting < DEEPEST && SecretPatterns.mayHoldSecret(token)) {
			this.redacted.append((this.lexer.kind() == TokenKind.LITERAL) ? quoted(token) : dollarQuoted(token));
		}
		else {
			this.redacted.append(token);
		}
	}

	private boolean isEmpty(String token) {
		return token.equals("''") && !this.lexer.unterminated();
	}

	private void other() {
		String token = this.lexer.token();
		this.redacted.append(token);
		this.inPassword = false;
		boolean password = this.lexer.isWord("PASSWORD") || token.equalsIgnoreCase("\"password\"");
		this.afterPassword = password || (this.afterPassword && assigns(token));
	}

	/**
	 * Tells whether a value follows; within code an equals sign compares.
	 */
	private boolean assigns(String token) {
		return token.equals("=>") || (token.equals("=") && this.nesting == 0);
	}

	private String dollarQuoted(String token) {
		int tag = token.indexOf('$', 1) + 1;
		int end = this.lexer.unterminated() ? token.length() : token.length() - tag;
		return token.substring(0, tag) + value(token.substring(tag, end)) + token.substring(end);
	}

	private String quoted(String token) {
		int start = token.indexOf('\'') + 1;
		int end = this.lexer.unterminated() ? token.length() : token.length() - 1;
		String value = unquote(token.substring(start, end), this.lexer.escapes());
		String safe = value(value);
		// quoted anew only where something was taken out
		return safe.equals(value) ? token : token.substring(0, start) + safe.replace("'", "''") + token.substring(end);
	}

	private String value(String value) {
		return SecretPatterns.redactConnectionString(new ScriptRedaction(value, this.nesting + 1, false).redact());
	}

	private static String unquote(String quoted, boolean escapes) {
		StringBuilder value = new StringBuilder(quoted.length());
		for (int i = 0; i < quoted.length(); i++) {
			char c = quoted.charAt(i);
			if (escapes && c == '\\' && i + 1 < quoted.length()) {
				value.append(unescape(quoted.charAt(++i)));
			}
			else {
				value.append(c);
				i += (c == '\'' && TokenEnds.follows(quoted, i, '\'')) ? 1 : 0;
			}
		}
		return value.toString();
	}

	/**
	 * Unescapes what separates words or quotes; what remains escaped stays valid.
	 */
	private static String unescape(char escaped) {
		return switch (escaped) {
			case '\'' -> "'";
			case 'n' -> "\n";
			case 'r' -> "\r";
			case 't' -> "\t";
			case 'f' -> "\f";
			default -> "\\" + escaped;
		};
	}

}
