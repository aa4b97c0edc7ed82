package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationProblem;

/**
 * The files that are formatted SQL changelogs of Liquibase. They are read in the order of
 * their paths, as {@code includeAll} does, or in the one that a master changelog gives.
 */
final class LiquibaseChangelogs {

	private final List<ScriptFile> files = new ArrayList<>();

	private int elsewhere;

	/**
	 * Takes a file if it is a changelog.
	 * @return whether it is one
	 */
	boolean take(ScriptFile file) {
		boolean changelog = ChangelogReader.reads(file);
		if (changelog) {
			this.files.add(file);
		}
		return changelog;
	}

	/**
	 * Reads the changesets.
	 * @param all all files, among them maybe a master changelog
	 * @param problems takes what is not understood, or not done
	 * @return the migrations
	 */
	List<Migration> read(List<ScriptFile> all, List<MigrationProblem> problems) {
		List<ScriptFile> ordered = ChangelogOrder.of(this.files, all, problems);
		ChangelogProperties properties = new ChangelogProperties();
		Map<String, Changeset> byIdentity = new HashMap<>();
		List<Migration> migrations = new ArrayList<>();
		ChangesetMigrations reading = new ChangesetMigrations(problems);
		for (int i = 0; i < ordered.size(); i++) {
			properties.nextFile();
			List<Changeset> changesets = new ChangelogReader(ordered.get(i), properties, problems).read();
			for (int k = 0; k < changesets.size(); k++) {
				Changeset changeset = changesets.get(k);
				twice(byIdentity.putIfAbsent(changeset.identity(), changeset), changeset).ifPresent(problems::add);
				if (ChangesetAttributes.runs(changeset.head())) {
					migrations.add(reading.read(changeset, "0.%d.%d".formatted(i + 1, k + 1)));
				}
				else {
					this.elsewhere++;
				}
			}
		}
		return migrations;
	}

	private static Optional<MigrationProblem> twice(@Nullable Changeset other, Changeset changeset) {
		return Optional.ofNullable(other)
			.map((first) -> changeset.problem("the changeset %s is also in line %d of %s: give one of them another id"
				.formatted(changeset.identity(), first.line(), first.file().location())));
	}

	/**
	 * Returns a line about changesets that never run here.
	 */
	Optional<String> note() {
		return (this.elsewhere == 0) ? Optional.empty()
				: Optional
					.of("%d changesets of Liquibase are left alone: they are for another database, or say ignore:true"
						.formatted(this.elsewhere));
	}

}
