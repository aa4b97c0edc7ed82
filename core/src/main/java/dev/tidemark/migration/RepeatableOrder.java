package dev.tidemark.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tidemark.sql.Nearest;

/**
 * Orders repeatable migrations by name, each after those that its {@code after} directive
 * names.
 */
final class RepeatableOrder {

	private final Map<String, Migration> byName;

	private final List<MigrationProblem> problems;

	private final Set<Migration> ordered = new LinkedHashSet<>();

	private RepeatableOrder(Map<String, Migration> byName, List<MigrationProblem> problems) {
		this.byName = byName;
		this.problems = problems;
	}

	static List<Migration> sort(List<? extends Migration> migrations, List<MigrationProblem> problems) {
		if (migrations.isEmpty()) {
			return List.of();
		}
		List<Migration> byName = migrations.stream()
			.<Migration>map((migration) -> migration)
			.sorted(Comparator.comparing(Migration::name))
			.toList();
		RepeatableOrder order = new RepeatableOrder(
				byName.stream()
					.collect(Collectors.toMap(Migration::name, Function.identity(), (first, second) -> first)),
				problems);
		byName.forEach((migration) -> order.visit(migration, new ArrayList<>()));
		return List.copyOf(order.ordered);
	}

	private void visit(Migration migration, List<String> path) {
		if (this.ordered.contains(migration)) {
			return;
		}
		if (path.contains(migration.name())) {
			report(migration,
					"the 'after' directives form a cycle: %s, %s".formatted(String.join(", ", path), migration.name()));
			return;
		}
		path.add(migration.name());
		for (String name : predecessors(migration)) {
			Migration predecessor = this.byName.get(name);
			if (predecessor != null) {
				visit(predecessor, path);
			}
			else {
				report(migration, unknown(name));
			}
		}
		path.remove(path.size() - 1);
		this.ordered.add(migration);
	}

	private static List<String> predecessors(Migration migration) {
		return (migration instanceof SqlMigration sql) ? sql.directives().after() : List.of();
	}

	private String unknown(String name) {
		return "the directive after=%s names no repeatable migration%s".formatted(name,
				Nearest.to(name, this.byName.keySet()).map(" (did you mean '%s'?)"::formatted).orElse(""));
	}

	private void report(Migration migration, String message) {
		this.problems.add(new MigrationProblem(MigrationCatalog.location(migration), message));
	}

}
