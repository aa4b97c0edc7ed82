package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.List;

import dev.tidemark.sql.SqlLexer.Token;

/**
 * Splits a script into statements exactly as psql does, in one pass.
 */
public final class StatementSplitter {

	private final String script;

	private final SqlLexer lexer;

	private final List<SqlStatement> statements = new ArrayList<>();

	private final RoutineBody body = new RoutineBody();

	private TextPosition position = TextPosition.START;

	private int begin = -1;

	private int end;

	private int depth;

	private int opened;

	private StatementSplitter(String script) {
		this.script = script;
		this.lexer = new SqlLexer(script, false);
	}

	/**
	 * Splits a script.
	 * @param script the text
	 * @return the statements in order; empty ones are left out
	 * @throws SqlScriptException if the script cannot be read
	 */
	public static List<SqlStatement> split(String script) {
		return new StatementSplitter(script).split();
	}

	/**
	 * Splits a part of a file.
	 * @param script the text
	 * @param firstLine the line of the file at which the text begins, from 1
	 * @return the statements in order, with lines of the file
	 * @throws SqlScriptException if the script cannot be read
	 */
	public static List<SqlStatement> split(String script, int firstLine) {
		int offset = firstLine - 1;
		if (offset == 0) {
			return split(script);
		}
		try {
			return split(script).stream()
				.map((statement) -> new SqlStatement(statement.text(), statement.line() + offset, statement.column()))
				.toList();
		}
		catch (SqlScriptException ex) {
			throw ex.movedBy(offset);
		}
	}

	private List<SqlStatement> split() {
		while (this.lexer.next()) {
			Token token = this.lexer.token();
			if (token == Token.SEMICOLON && this.depth == 0 && !this.body.isOpen()) {
				finish();
			}
			else if (token.significant()) {
				take(token);
			}
		}
		if (this.depth > 0) {
			throw new SqlScriptException("this parenthesis is never closed", this.script, this.opened);
		}
		finish();
		return this.statements;
	}

	private void take(Token token) {
		if (this.begin < 0) {
			this.begin = this.lexer.start();
		}
		this.end = this.lexer.end();
		switch (token) {
			case OPEN -> open();
			case CLOSE -> close();
			case WORD -> this.body.word(this.lexer, this.depth);
			case BACKSLASH -> throw problem(
					"psql's commands (a backslash and a word) are not understood: remove the line, or run the script with psql");
			case NUL ->
				throw problem("a NUL character, which PostgreSQL's text cannot hold: the file is binary or damaged");
			default -> {
			}
		}
	}

	private void open() {
		if (this.depth == 0) {
			this.opened = this.lexer.start();
		}
		this.depth++;
	}

	private void close() {
		this.depth = Math.max(0, this.depth - 1);
	}

	private SqlScriptException problem(String message) {
		return new SqlScriptException(message, this.script, this.lexer.start());
	}

	private void finish() {
		if (this.begin >= 0) {
			this.position = this.position.forward(this.script, this.begin);
			SqlStatement statement = new SqlStatement(this.script.substring(this.begin, this.end), this.position.line(),
					this.position.column());
			if (StatementWords.of(statement).isCopyFromStdin()) {
				throw new SqlScriptException(
						"data within a script (COPY … FROM STDIN) is not read: write INSERT statements, or a Java migration with the driver's CopyManager",
						statement.line(), statement.column());
			}
			this.statements.add(statement);
		}
		this.begin = -1;
		this.body.reset();
	}

}
