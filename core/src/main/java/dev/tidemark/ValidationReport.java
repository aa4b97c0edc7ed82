package dev.tidemark;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidemark.migration.MigrationProblem;

/**
 * What is wrong with files and history. Immutable.
 *
 * @param problems what refuses a run, by file or table
 * @param warnings what deserves attention and refuses nothing, for people
 */
public record ValidationReport(List<MigrationProblem> problems, List<String> warnings) {

	/**
	 * Copies the lists.
	 */
	public ValidationReport {
		problems = problems.stream().distinct().toList();
		warnings = warnings.stream().distinct().toList();
	}

	/**
	 * Tells whether a run would be refused.
	 * @return whether there is no problem; there may be warnings
	 */
	public boolean valid() {
		return this.problems.isEmpty();
	}

	/**
	 * Returns everything for people.
	 * @return a line for each problem and each warning, or one that says there is none
	 */
	public String text() {
		if (valid() && this.warnings.isEmpty()) {
			return "No problem found.";
		}
		return Stream
			.concat(this.problems.stream().map((problem) -> "problem: " + problem),
					this.warnings.stream().map((warning) -> "warning: " + warning))
			.map((line) -> line.replace("\n", "\n  "))
			.collect(Collectors.joining("\n"));
	}

	ValidationReport and(List<MigrationProblem> moreProblems, List<String> moreWarnings) {
		return new ValidationReport(Stream.concat(this.problems.stream(), moreProblems.stream()).toList(),
				Stream.concat(this.warnings.stream(), moreWarnings.stream()).toList());
	}

}
