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

	void add(int start, int end) {
		this.positions.moveTo(start);
		this.statements
			.add(new SqlStatement(this.script.substring(start, end), this.positions.line(), this.positions.column()));
	}

	/**
	 * Adds a COPY … FROM STDIN, which has no data unless some follow.
	 */
	void addCopy(int start, int end) {
		this.positions.moveTo(start);
		int line = this.positions.line();
		int none = this.script.length();
		this.awaitingData.add(this.statements.size());
		this.statements.add(new SqlStatement(this.script.substring(start, end), line, this.positions.column(),
				new CopyData(this.script, none, none, line)));
	}

	/**
	 * Gives data to the first COPY that has none yet.
	 */
	void data(int start, int end) {
		int index = this.awaitingData.remove();
		SqlStatement copy = this.statements.get(index);
		int line = this.positions.moveTo(start).line();
		this.statements.set(index,
				new SqlStatement(copy.text(), copy.line(), copy.column(), new CopyData(this.script, start, end, line)));
	}

	List<SqlStatement> all() {
		return List.copyOf(this.statements);
	}

}
