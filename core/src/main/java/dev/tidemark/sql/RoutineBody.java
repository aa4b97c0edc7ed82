package dev.tidemark.sql;

/**
 * Follows the SQL-standard body of a routine ({@code BEGIN ATOMIC … END}), whose
 * semicolons end no statement. By psql's rules: BEGIN, CASE and END count only in a
 * statement that begins with CREATE [OR REPLACE] FUNCTION or PROCEDURE, and outside of
 * parentheses.
 */
final class RoutineBody {

	private int words;

	private boolean routine;

	private boolean candidate;

	private int depth;

	void reset() {
		this.words = 0;
		this.routine = false;
		this.candidate = false;
		this.depth = 0;
	}

	boolean isOpen() {
		return this.depth > 0;
	}

	void word(SqlLexer lexer, int parentheses) {
		this.words++;
		if (this.words <= 4) {
			head(lexer);
		}
		if (!this.routine || parentheses > 0) {
			return;
		}
		if (lexer.isWord("BEGIN") || (isOpen() && lexer.isWord("CASE"))) {
			this.depth++;
		}
		else if (isOpen() && lexer.isWord("END")) {
			this.depth--;
		}
	}

	private void head(SqlLexer lexer) {
		if (this.words == 1) {
			this.candidate = lexer.isWord("CREATE");
		}
		else if (this.candidate && (lexer.isWord("FUNCTION") || lexer.isWord("PROCEDURE"))) {
			this.routine = true;
			this.candidate = false;
		}
		else {
			this.candidate = this.candidate && (lexer.isWord("OR") || lexer.isWord("REPLACE"));
		}
	}

}
