package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a script into statements by the rules of psql, in linear time.
 */
public final class StatementSplitter {

	private final String script;

	private final int firstLine;

	private final SqlLexer lexer;

	private final Positions positions;

	private final RoutineBody body = new RoutineBody();

	private final List<SqlStatement> statements = new ArrayList<>();

	private boolean inStatement;

	private int start;

	private int end;

	private int parentheses;

	private int parenthesis;

	private StatementSplitter(String script, int firstLine) {
		this.script = script;
		this.firstLine = firstLine;
		this.lexer = new SqlLexer(script);
		this.positions = new Positions(script, firstLine);
	}

	/**
	 * Splits a script.
	 * @param script the script
	 * @return its statements in order; those without a token are left out
	 * @throws SqlScriptException if the script cannot be split
	 */
	public static List<SqlStatement> split(String script) {
		return split(script, 1);
	}

	/**
	 * Splits a script that is a part of a file.
	 * @param script the script
	 * @param firstLine the line of the file in which the script begins, counted from 1
	 * @return its statements in order; those without a token are left out
	 * @throws SqlScriptException if the script cannot be split
	 */
	public static List<SqlStatement> split(String script, int firstLine) {
		return new StatementSplitter(script, firstLine).split();
	}

	private List<SqlStatement> split() {
		int nul = this.script.indexOf('\0');
		if (nul >= 0) {
			throw fault(nul, "a NUL character, which PostgreSQL cannot store: is the file UTF-8 text?");
		}
		while (this.lexer.advance()) {
			if (this.lexer.unterminated()) {
				throw fault(this.lexer.start(), unterminated(this.lexer.kind()));
			}
			if (!this.lexer.kind().gap()) {
				accept();
			}
		}
		if (this.parentheses > 0) {
			throw fault(this.parenthesis, "this parenthesis is never closed: add ')'");
		}
		if (this.body.open()) {
			throw fault(this.body.begin(),
					"this BEGIN ATOMIC has no END after a semicolon: add 'END;', and ';' to the statement before it");
		}
		endStatement();
		return List.copyOf(this.statements);
	}

	private void accept() {
		switch (this.lexer.kind()) {
			case BACKSLASH -> throw fault(this.lexer.start(), metaCommand());
			case OPEN -> open();
			case CLOSE -> close();
			default -> {
			}
		}
		if (this.lexer.kind() == TokenKind.SEMICOLON && this.parentheses == 0 && !this.body.open()) {
			endStatement();
		}
		else {
			addToken();
		}
	}

	private void open() {
		if (this.parentheses == 0) {
			this.parenthesis = this.lexer.start();
		}
		this.parentheses++;
	}

	private void close() {
		this.parentheses = Math.max(0, this.parentheses - 1);
	}

	private void addToken() {
		if (!this.inStatement) {
			this.inStatement = true;
			this.start = this.lexer.start();
		}
		this.end = this.lexer.end();
		this.body.accept(this.lexer, this.parentheses);
	}

	private void endStatement() {
		if (!this.inStatement) {
			return;
		}
		String text = this.script.substring(this.start, this.end);
		if (exchangesData(text)) {
			throw fault(this.start,
					"COPY … FROM STDIN and TO STDOUT cannot run here, as no data is read from or written to the client: use INSERT, or a Java migration with the driver's CopyManager");
		}
		this.positions.moveTo(this.start);
		this.statements.add(new SqlStatement(text, this.positions.line(), this.positions.column()));
		this.inStatement = false;
		this.body.reset();
	}

	private static boolean exchangesData(String text) {
		StatementTokens tokens = new StatementTokens(text);
		if (!tokens.accept("COPY")) {
			return false;
		}
		boolean from = false;
		while (tokens.skipPast("FROM")) {
			from |= tokens.accept("STDIN");
		}
		StatementTokens again = new StatementTokens(text);
		boolean to = false;
		while (again.skipPast("TO")) {
			to |= again.accept("STDOUT");
		}
		return from || to;
	}

	private String metaCommand() {
		int wordEnd = this.lexer.end();
		while (wordEnd < Math.min(this.script.length(), this.lexer.end() + 20)
				&& !TokenEnds.isSpace(this.script.charAt(wordEnd))) {
			wordEnd++;
		}
		return "'%s' is a command of psql, not SQL: remove it, or write it as SQL (a backslash within text needs quotes around it)"
			.formatted(this.script.substring(this.lexer.start(), wordEnd));
	}

	private static String unterminated(TokenKind kind) {
		return switch (kind) {
			case LITERAL -> "this string is never closed: add the closing quote (')";
			case QUOTED_IDENTIFIER -> "this quoted identifier is never closed: add the closing quote (\")";
			case DOLLAR_QUOTED -> "this dollar quoted string is never closed: repeat its opening delimiter at its end";
			default -> "this comment is never closed: add '*/' (comments nest, so each '/*' needs its own)";
		};
	}

	private SqlScriptException fault(int offset, String message) {
		return Positions.fault(this.script, this.firstLine, offset, message);
	}

}
