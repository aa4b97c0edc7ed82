package dev.tidemark.discovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.ParsedName.Part;
import dev.tidemark.discovery.SqitchPlan.Change;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.Version;

/**
 * A project of Sqitch: {@code sqitch.plan} with the folders {@code deploy},
 * {@code revert} and {@code verify}. A change keeps its name when others are put before
 * it in the plan.
 */
final class SqitchProject {

	static final String PLAN = "sqitch.plan";

	private final String folder;

	private final SqitchPlan plan;

	private final String planLocation;

	SqitchProject(ScriptFile plan) {
		this.folder = plan.folder();
		this.plan = SqitchPlan.parse(plan.text());
		this.planLocation = plan.location();
	}

	/**
	 * Tells whether a file belongs to it, and is no migration of its own.
	 */
	boolean owns(ScriptFile file) {
		return Stream.of("deploy/", "revert/", "verify/")
			.anyMatch((part) -> file.location().startsWith(this.folder + part));
	}

	List<NamedScript> scripts(Map<String, ScriptFile> byLocation, List<MigrationProblem> problems) {
		return this.plan.changes().stream().flatMap((change) -> scripts(change, byLocation, problems)).toList();
	}

	private Stream<NamedScript> scripts(Change change, Map<String, ScriptFile> byLocation,
			List<MigrationProblem> problems) {
		List<String> names = this.plan.fileNames(change);
		List<NamedScript> found = names.stream()
			.flatMap((name) -> Stream.of(Part.WHOLE, Part.DOWN)
				.map((part) -> named(change, name, part, byLocation.get(script(part, name)))))
			.flatMap(Optional::stream)
			.toList();
		if (found.stream().noneMatch((script) -> script.is(Part.WHOLE))) {
			problems.add(new MigrationProblem(this.planLocation,
					"the change %s has no script: expected %s; add it, or remove the change from the plan".formatted(
							change.name(),
							String.join(" or ", names.stream().map((name) -> script(Part.WHOLE, name)).toList()))));
			return Stream.empty();
		}
		return found.stream();
	}

	private String script(Part part, String name) {
		return this.folder + ((part == Part.DOWN) ? "revert/" : "deploy/") + name + ".sql";
	}

	private static Optional<NamedScript> named(Change change, String name, Part part, @Nullable ScriptFile file) {
		Version version = Version.of(String.valueOf(change.place() + 1)).withName(name);
		return Optional.ofNullable(file)
			.map((script) -> new NamedScript(script, new ParsedName(version, change.name(), part)));
	}

}
