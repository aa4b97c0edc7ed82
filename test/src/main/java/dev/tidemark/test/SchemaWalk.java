package dev.tidemark.test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import javax.sql.DataSource;

import dev.tidemark.MigrationInfo;
import dev.tidemark.Migrator;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;
import dev.tidemark.test.StepObserver.ObservedStep;

/**
 * One way up, down and up again. The schema is taken for a function of the set of
 * migrations that are applied: whenever the same ones are, it must be the same.
 */
final class SchemaWalk {

	private final StepObserver observer;

	private final Migrator migrator;

	private final Set<String> applied = new LinkedHashSet<>();

	private final Map<Set<String>, KnownSchema> known = new HashMap<>();

	SchemaWalk(Migrator migrator, DataSource dataSource, List<TestData> data) {
		CatalogReader reader = new CatalogReader(dataSource, migrator.settings().history().schema());
		this.observer = new StepObserver(reader,
				(step) -> data.stream()
					.filter((rows) -> rows.follows(step))
					.forEach((rows) -> rows.insert(dataSource)));
		this.migrator = migrator.withListeners(List.of(this.observer));
		this.migrator.status()
			.migrations()
			.stream()
			.filter(SchemaWalk::applied)
			.forEach((info) -> this.applied.add(label(info)));
		this.known.put(Set.copyOf(this.applied), new KnownSchema(reader.read(), "at the beginning"));
	}

	private static boolean applied(MigrationInfo info) {
		return info.appliedAt() != null && (info.state() == MigrationState.APPLIED
				|| info.state() == MigrationState.CHANGED || info.state() == MigrationState.MISSING);
	}

	private static String label(MigrationInfo info) {
		return Migration.label((info.version() != null) ? Version.of(info.version()) : null, info.name());
	}

	/**
	 * Applies what is pending, and remembers the schema after each step.
	 */
	void up() {
		run("applied", Migrator::migrate).forEach((step) -> {
			this.applied.add(step.label());
			this.known.put(Set.copyOf(this.applied), schemaAfter(step, "applied"));
		});
	}

	/**
	 * Undoes one migration after the other, and compares after each.
	 * @param last the one to stop after
	 * @return their scripts
	 */
	List<String> down(MigrationInfo last) {
		List<String> scripts = new ArrayList<>();
		do {
			List<ObservedStep> steps = run("undone", (chosen) -> scripts.addAll(chosen.rollback(1).scripts()));
			if (steps.isEmpty()) {
				throw new AssertionError("No migration was undone, though these are applied: " + this.applied);
			}
			steps.forEach((step) -> {
				this.applied.remove(step.label());
				compare(step, "undone");
			});
		}
		while (this.applied.contains(label(last)));
		return scripts;
	}

	/**
	 * Applies everything again, and compares after each step.
	 */
	void upAgain() {
		run("applied again", Migrator::migrate).forEach((step) -> {
			this.applied.add(step.label());
			compare(step, "applied again");
		});
		List<String> missing = this.migrator.plan().labels();
		if (!missing.isEmpty()) {
			throw new AssertionError(
					"These migrations were undone and not applied again: " + String.join(", ", missing));
		}
	}

	private List<ObservedStep> run(String what, Consumer<Migrator> work) {
		try {
			work.accept(this.migrator);
		}
		catch (MigrationException ex) {
			this.observer.checkSeen();
			throw new AssertionError(
					"A migration could not be %s. %s\n%s".formatted(what, ex.getMessage(), ex.action()), ex);
		}
		return this.observer.takeSteps();
	}

	private void compare(ObservedStep step, String what) {
		KnownSchema before = this.known.putIfAbsent(Set.copyOf(this.applied), schemaAfter(step, what));
		if (before != null && !before.schema().equals(step.schema())) {
			throw new AssertionError("""
					When migration %s (%s) had been %s, the schema was not what it was %s.
					Lines with - were there then, lines with + are there now:
					%s""".formatted(step.label(), step.description().script(), what, before.when(),
					step.schema().differenceFrom(before.schema())));
		}
	}

	private static KnownSchema schemaAfter(ObservedStep step, String what) {
		return new KnownSchema(step.schema(), "after %s had been %s".formatted(step.label(), what));
	}

	private record KnownSchema(SchemaFingerprint schema, String when) {

	}

}
