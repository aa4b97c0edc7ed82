package dev.tidemark.sql;

/**
 * Follows the tokens of a script and tells where data of a COPY … FROM STDIN follow: in
 * the lines after the one that ends it, as psql reads them.
 */
final class CopyTracker {

	private enum State {

		START, COPY, FROM, STDIN, OTHER

	}

	private State state = State.START;

	private int parentheses;

	private boolean ended;

	private int pending;

	/**
	 * Takes the next token.
	 */
	void accept(SqlLexer token) {
		this.ended = false;
		switch (token.kind()) {
			case SPACE, BLOCK_COMMENT, COPY_DATA, COPY_END -> {
			}
			case LINE_COMMENT -> endIf(StatementBoundary.is(token));
			case SEMICOLON -> endIf(this.parentheses == 0);
			case OPEN -> open();
			case CLOSE -> close();
			default -> word(token);
		}
	}

	private void endIf(boolean end) {
		if (end) {
			this.ended = this.state == State.STDIN;
			this.pending += this.ended ? 1 : 0;
			this.state = State.START;
			this.parentheses = 0;
		}
	}

	private void open() {
		this.parentheses++;
		this.state = (this.state == State.START) ? State.OTHER : this.state;
	}

	private void close() {
		this.parentheses = Math.max(0, this.parentheses - 1);
	}

	private void word(SqlLexer token) {
		if (this.parentheses == 0) {
			this.state = next(token);
		}
	}

	private State next(SqlLexer token) {
		return switch (this.state) {
			case START -> token.isWord("COPY") ? State.COPY : State.OTHER;
			case COPY -> token.isWord("FROM") ? State.FROM : State.COPY;
			// the grammar takes either word for the client
			case FROM -> (token.isWord("STDIN") || token.isWord("STDOUT")) ? State.STDIN : State.OTHER;
			case STDIN, OTHER -> this.state;
		};
	}

	/**
	 * Tells whether the last token ended a COPY … FROM STDIN, or the script does.
	 */
	boolean endsCopy() {
		return this.ended || this.state == State.STDIN;
	}

	/**
	 * Tells whether data begin in the next line.
	 */
	boolean dataFollow() {
		return this.pending > 0;
	}

	/**
	 * One block of data is read.
	 */
	void dataRead() {
		this.pending--;
	}

}
