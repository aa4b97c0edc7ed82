package dev.tidemark.plan;

import java.util.List;

import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.sql.SqlStatement;

/**
 * Takes what is wrong or odd in a script.
 *
 * @param script the script
 * @param problems what refuses a run
 * @param warnings what deserves attention
 */
record ScriptFindings(SqlScript script, List<MigrationProblem> problems, List<String> warnings) {

	void problem(SqlStatement statement, String message) {
		this.problems.add(at(statement, message));
	}

	void warning(SqlStatement statement, String message) {
		this.warnings.add(at(statement, message).toString());
	}

	private MigrationProblem at(SqlStatement statement, String message) {
		return new MigrationProblem(this.script.location(), statement.line(), statement.column(), message);
	}

}
