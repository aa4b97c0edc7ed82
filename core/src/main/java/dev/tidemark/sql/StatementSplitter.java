package dev.tidemark.sql;

import java.util.List;

/**
 * Splits a script into statements by the rules of psql, in linear time.
 */
public final class StatementSplitter {

	private final String script;

	private final int firstLine;

	private final SqlLexer lexer;

	private final RoutineBody body = new RoutineBody();

	private final StatementList statements;

	private boolean inStatement;

	private boolean escapes;

	private int start;

	private int end;

	private int parentheses;

	private int parenthesis;

	private StatementSplitter(String script, int firstLine) {
		this.script = script;
		this.firstLine = firstLine;
		this.lexer = new SqlLexer(script);
		this.statements = new StatementList(script, firstLine);
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
			if (this.lexer.acrossData()) {
				throw goesOnBehindData(this.lexer.start());
			}
			if (!this.lexer.kind().gap()) {
				accept();
			}
			else if (StatementBoundary.is(this.lexer)) {
				endAtComment();
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
		return this.statements.all();
	}

	private void accept() {
		switch (this.lexer.kind()) {
			case COPY_DATA -> {
				data();
				return;
			}
			case BACKSLASH -> throw fault(this.lexer.start(), PsqlCommand.refusal(this.script, this.lexer.start()));
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

	private void endAtComment() {
		if (this.parentheses > 0 || this.body.open()) {
			boolean parenthesis = this.parentheses > 0;
			throw fault(this.lexer.start(), "'%s' ends a statement here, but the %s in line %d is still open: %s"
				.formatted(this.lexer.token().strip(), parenthesis ? "parenthesis" : "BEGIN ATOMIC",
						Positions.at(this.script, this.firstLine, parenthesis ? this.parenthesis : this.body.begin())
							.line(),
						parenthesis ? "add ')' before this line, or move it"
								: "add 'END;' before this line, or move it"));
		}
		endStatement();
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
			this.escapes = this.lexer.stringsEscape();
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
		if (!RowWrites.is(text)) {
			check(text);
		}
		if (this.lexer.endsCopy()) {
			checkFormat(text);
			this.statements.addCopy(text, this.start, this.escapes);
		}
		else {
			this.statements.add(text, this.start, this.escapes);
		}
		this.inStatement = false;
		this.body.reset();
	}

	private void check(String text) {
		String refusal = DriverSettings.refusal(text);
		if (refusal != null) {
			throw fault(this.start, refusal);
		}
		if (CopyStatement.toClient(text)) {
			throw fault(this.start,
					"COPY … TO STDOUT sends rows to the client, where nobody reads them: remove it, or write COPY … TO with a file of the server");
		}
	}

	private void checkFormat(String copy) {
		if (CopyStatement.binary(copy)) {
			throw fault(this.start,
					"COPY … FROM STDIN in the binary format cannot stand in a script, which is text: write the data in the text or CSV format, or let a Java migration read them with the driver's CopyManager");
		}
	}

	/**
	 * Data begin in the line after a COPY, so nothing else may go on there.
	 */
	private void data() {
		if (this.inStatement) {
			throw goesOnBehindData(this.start);
		}
		this.statements.data(this.lexer.start(), this.lexer.end());
	}

	private SqlScriptException goesOnBehindData(int offset) {
		return fault(offset,
				"what begins here stands in the line of a COPY … FROM STDIN and does not end there, but the next line is the first of its data: move it below the data");
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
