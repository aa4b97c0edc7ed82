package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tidemark.discovery.ChangelogIncludes.Include;
import dev.tidemark.migration.MigrationProblem;

/**
 * The order of the changelogs: that of their paths, or that in which master changelogs
 * include them.
 */
final class ChangelogOrder {

	private static final String NOT_READ = "is a changelog of Liquibase that is not SQL, which is not read: write its changesets as SQL once, with Liquibase itself (the command 'liquibase-to-sql'), and take it out of the location";

	private final List<ScriptFile> scripts;

	private final List<ScriptFile> masters;

	private final List<ScriptFile> all;

	private final List<MigrationProblem> problems;

	private final Set<ScriptFile> ordered = new LinkedHashSet<>();

	private final Set<ScriptFile> visited = new HashSet<>();

	private ChangelogOrder(List<ScriptFile> scripts, List<ScriptFile> all, List<MigrationProblem> problems) {
		this.scripts = scripts.stream().sorted(Comparator.comparing(ScriptFile::path)).toList();
		this.masters = all.stream().filter(ChangelogIncludes::isChangelog).toList();
		this.all = all;
		this.problems = problems;
	}

	static List<ScriptFile> of(List<ScriptFile> scripts, List<ScriptFile> all, List<MigrationProblem> problems) {
		return new ChangelogOrder(scripts, all, problems).order();
	}

	private List<ScriptFile> order() {
		if (this.masters.isEmpty()) {
			return this.scripts;
		}
		Set<ScriptFile> included = new HashSet<>();
		this.masters
			.forEach((master) -> includes(master).forEach((include) -> included.addAll(meant(include, master))));
		this.masters.stream().filter((master) -> !included.contains(master)).forEach(this::visit);
		boolean plain = this.problems.stream().noneMatch((problem) -> problem.message().equals(NOT_READ));
		if (plain) {
			this.scripts.stream().filter((script) -> !this.ordered.contains(script)).forEach(this::notIncluded);
		}
		return List.copyOf(this.ordered);
	}

	private static List<Include> includes(ScriptFile master) {
		return ChangelogIncludes.of(master).orElse(List.of());
	}

	private void visit(ScriptFile master) {
		if (!this.visited.add(master)) {
			return;
		}
		Optional<List<Include>> includes = ChangelogIncludes.of(master);
		if (includes.isEmpty()) {
			report(master, NOT_READ);
			return;
		}
		includes.get().forEach((include) -> visit(include, master));
	}

	private void visit(Include include, ScriptFile master) {
		List<ScriptFile> meant = meant(include, master);
		if (meant.isEmpty()) {
			report(master,
					"includes %s, of which nothing is in the locations: add its location to tidemark.locations, or remove the include"
						.formatted(include.path()));
		}
		for (ScriptFile file : meant) {
			if (this.masters.contains(file)) {
				visit(file);
			}
			else if (this.scripts.contains(file)) {
				this.ordered.add(file);
			}
			else {
				report(file,
						"is included by %s, but says nowhere which changesets it has: write '--liquibase formatted sql' and '--changeset includeAll:raw' before it, which is what Liquibase has recorded"
							.formatted(master.fileName()));
			}
		}
	}

	/**
	 * Of a folder in the order of the paths, as Liquibase does.
	 */
	private List<ScriptFile> meant(Include include, ScriptFile master) {
		Stream<ScriptFile> files = this.all.stream()
			.filter((file) -> file.isScript() || this.masters.contains(file))
			.filter((file) -> include.means(file, master));
		List<ScriptFile> meant = new ArrayList<>(files.sorted(Comparator.comparing(ScriptFile::path)).toList());
		return include.folder() ? meant : meant.stream().limit(1).toList();
	}

	private void notIncluded(ScriptFile script) {
		report(script,
				"is included by no changelog, so that Liquibase does not run it: include it, or move it out of the location");
	}

	private void report(ScriptFile file, String message) {
		this.problems.add(new MigrationProblem(file.location(), message));
	}

}
