package dev.tidemark.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The statements of a script as they are found, with the data that belong to them.
 */
final class StatementList {

	private final String script;

	private final Positions positions;

	private final List<SqlStatement> statements = new ArrayList<>();

	private final Queue<Integer> awaitingData = new ArrayDeque<>();

	StatementList(String script, int firstLine) {
		this.script = script;
		this.positions = new Positions(script, firstLine);
	}

	/**
	 * Adds a statement.
	 * @param escapes whether a backslash escapes in its plain strings
	 */
	void add(String text, int start, boolean escapes) {
		this.positions.moveTo(start);
		this.statements.add(new SqlStatement(text, this.positions.line(), this.positions.column(), null, escapes));
	}

	/**
	 * Adds a COPY … FROM STDIN, which has no data unless some follow.
	 */
	void addCopy(String text, int start, boolean escapes) {
		add(text, start, escapes);
		int none = this.script.length();
		int index = this.statements.size() - 1;
		this.statements.set(index,
				this.statements.get(index).withData(new CopyData(this.script, none, none, this.positions.line())));
		this.awaitingData.add(index);
	}

	/**
	 * Gives data to the first COPY that has none yet.
	 */
	void data(int start, int end) {
		int index = this.awaitingData.remove();
		int line = this.positions.moveTo(start).line();
		this.statements.set(index, this.statements.get(index).withData(new CopyData(this.script, start, end, line)));
	}

	List<SqlStatement> all() {
		return List.copyOf(this.statements);
	}

}
