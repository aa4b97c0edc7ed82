package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.Callback;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.migration.Version;

/**
 * Reads every script of a catalog, whatever a database has applied of it.
 */
final class ScriptCheck {

	private final MigrationCatalog catalog;

	private final List<MigrationProblem> problems = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	private final ScriptSegments segments;

	ScriptCheck(PlanSettings settings, MigrationCatalog catalog) {
		this.catalog = catalog;
		this.segments = new ScriptSegments(settings.placeholders(), this.problems, this.warnings);
	}

	PlanFindings findings() {
		Map<MigrationKey, Migration> known = new LinkedHashMap<>();
		// a fresh database may begin with a baseline, which is in no other list
		MigrationCatalog fresh = this.catalog.startingFrom(MigrationHistory.empty());
		List<Migration> all = Stream
			.of(this.catalog.covered(), this.catalog.versioned(), fresh.versioned(), this.catalog.repeatable())
			.flatMap(List::stream)
			.distinct()
			.toList();
		all.forEach((migration) -> known.putIfAbsent(migration.key(), migration));
		for (Migration migration : all) {
			if (migration instanceof SqlMigration sql) {
				check(sql, known);
			}
		}
		this.catalog.callbacks().forEach(this::check);
		return new PlanFindings(this.problems, this.warnings);
	}

	private void check(SqlMigration migration, Map<MigrationKey, Migration> known) {
		this.segments.segments(migration.up());
		SqlScript down = migration.down();
		if (down != null) {
			this.segments.segments(down);
		}
		for (String required : migration.directives().requires()) {
			checkRequired(migration, required,
					known.get(MigrationKey.of(Version.find(required).orElse(null), required)));
		}
	}

	private void checkRequired(SqlMigration migration, String required, @Nullable Migration found) {
		if (found == null) {
			this.warnings.add(
					"%s: the directive requires=%s names a version that no file has: it is met only where a database has recorded it"
						.formatted(migration.up().location(), required));
			return;
		}
		Version own = migration.version();
		Version other = found.version();
		if (own != null && (other == null || other.compareTo(own) >= 0)) {
			this.problems.add(new MigrationProblem(migration.up().location(),
					"the directive requires=%s cannot be met on a fresh database: %s comes after it, so give one of them another version"
						.formatted(required, MigrationCatalog.location(found))));
		}
	}

	private void check(Callback callback) {
		if (callback.event().withMigration()) {
			this.segments.oneTransaction(callback.script(), callback.event());
		}
		else {
			this.segments.segments(callback.script());
		}
	}

}
