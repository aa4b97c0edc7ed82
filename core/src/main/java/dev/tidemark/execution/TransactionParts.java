package dev.tidemark.execution;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.sql.SqlStatement;

/**
 * What is sent in one transaction: statements of ours around those of scripts.
 *
 * @param opening what begins it, or nothing where it is open
 * @param parts the statements of scripts
 * @param ending what ends it, or nothing where it goes on
 */
record TransactionParts(List<String> opening, List<ScriptPart> parts, List<String> ending) {

	List<SqlStatement> statements() {
		List<SqlStatement> all = new ArrayList<>();
		this.opening.forEach((sql) -> all.add(SqlStatement.of(sql)));
		this.parts.forEach((part) -> all.addAll(part.statements()));
		this.ending.forEach((sql) -> all.add(SqlStatement.of(sql)));
		return all;
	}

	/**
	 * Finds the statement of a script.
	 * @param index the index among all
	 * @return the statement, or empty where it is one of ours
	 */
	Optional<Place> at(int index) {
		int start = this.opening.size();
		for (ScriptPart part : this.parts) {
			int end = start + part.statements().size();
			if (index >= start && index < end) {
				return Optional.of(new Place(part, index - start));
			}
			start = end;
		}
		return Optional.empty();
	}

	boolean opens(int index) {
		return index < this.opening.size();
	}

	boolean ends(int index) {
		return index >= this.opening.size() + this.parts.stream().mapToInt((part) -> part.statements().size()).sum();
	}

	/**
	 * A statement of a script.
	 *
	 * @param part where it stands
	 * @param index which one
	 */
	record Place(ScriptPart part, int index) {

		void announce(RunContext context) {
			SqlStatement statement = statement();
			context.events()
				.publishStatement(() -> new StatementStarted(context.database(), this.part.description(), number(),
						this.part.reports().statements(), statement.line(), statement.excerpt()));
		}

		StepException failed(SQLException ex, String outcome) {
			return new StepException(this.part.reports().atStatement(statement(), number(), ex, outcome),
					SqlStates.worthRetrying(ex.getSQLState()), ex);
		}

		private SqlStatement statement() {
			return this.part.statements().get(this.index);
		}

		private int number() {
			return this.part.first() + this.index;
		}

	}

}
