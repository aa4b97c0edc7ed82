package dev.tidemark.migration;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The migrations cannot be run as they are. Nothing has been run.
 */
public final class InvalidMigrationsException extends MigrationException {

	private static final String ACTION = "Mend what is listed and start again.";

	private final transient List<MigrationProblem> problems;

	/**
	 * Lists problems.
	 * @param problems all of them, at least one
	 */
	public InvalidMigrationsException(List<MigrationProblem> problems) {
		super(message(problems), ACTION, null);
		this.problems = List.copyOf(problems);
	}

	/**
	 * Tells one problem.
	 * @param problem the problem
	 */
	public InvalidMigrationsException(MigrationProblem problem) {
		this(List.of(problem));
	}

	private static String message(List<MigrationProblem> problems) {
		String head = (problems.size() == 1) ? "One problem" : problems.size() + " problems";
		return problems.stream()
			.map((problem) -> "  - " + problem.toString().replace("\n", "\n    "))
			.collect(Collectors.joining("\n", head + " with the migrations; nothing was run:\n", ""));
	}

	/**
	 * Returns every problem.
	 * @return the problems, at least one
	 */
	public List<MigrationProblem> problems() {
		return this.problems;
	}

	@Override
	public String summary() {
		return message(this.problems.stream().map(InvalidMigrationsException::headOf).toList());
	}

	/** What a script says stands in the lines after the first. */
	private static MigrationProblem headOf(MigrationProblem problem) {
		return new MigrationProblem(problem.source(), problem.line(), problem.column(),
				problem.message().lines().findFirst().orElse(""));
	}

	@Override
	public @Nullable String script() {
		return this.problems.get(0).source();
	}

	@Override
	public int line() {
		return this.problems.get(0).line();
	}

}
