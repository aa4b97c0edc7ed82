package dev.tidemark.adoption;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.Version;

/**
 * Lays another tool's history and the files side by side. Pure.
 */
final class AdoptionPlan {

	private final ForeignHistory history;

	private final MigrationCatalog catalog;

	private final boolean acceptChanged;

	private final Map<ForeignRow, Migration> matched = new LinkedHashMap<>();

	private final ChecksumCheck checksums;

	private final List<ForeignRow> rows;

	private final @Nullable ForeignRow baseline;

	private final Set<MigrationKey> known = new HashSet<>();

	private final List<AdoptedRow> result = new ArrayList<>();

	private AdoptionPlan(ForeignHistory history, List<ForeignRow> all, MigrationCatalog catalog,
			Adoption.Comparison comparison) {
		this.history = history;
		this.catalog = catalog;
		this.acceptChanged = comparison.acceptChanged();
		all.forEach((row) -> history.find(row, catalog).ifPresent((migration) -> this.matched.put(row, migration)));
		this.rows = newest(all);
		Map<ForeignRow, SqlMigration> scripts = new LinkedHashMap<>();
		this.rows.forEach((row) -> {
			if (this.matched.get(row) instanceof SqlMigration sql) {
				scripts.put(row, sql);
			}
		});
		this.checksums = history.checksums(scripts, comparison.placeholders());
		this.baseline = this.rows.stream()
			.filter((row) -> row.state() == RowState.BASELINE)
			.reduce((first, second) -> second)
			.orElse(null);
	}

	/**
	 * Plans.
	 * @param history whose rows they are
	 * @param rows every row, the oldest first
	 * @param catalog what the application brings
	 * @param comparison how scripts are compared
	 * @return every row, and every file without one
	 */
	static List<AdoptedRow> of(ForeignHistory history, List<ForeignRow> rows, MigrationCatalog catalog,
			Adoption.Comparison comparison) {
		return new AdoptionPlan(history, rows, catalog, comparison).plan();
	}

	/**
	 * Of several rows of one migration the newest counts.
	 */
	private List<ForeignRow> newest(List<ForeignRow> all) {
		Map<Object, ForeignRow> newest = new LinkedHashMap<>();
		for (ForeignRow row : all) {
			Object identity = identity(row);
			newest.remove(identity);
			newest.put(identity, row);
		}
		return List.copyOf(newest.values());
	}

	private Object identity(ForeignRow row) {
		Migration migration = this.matched.get(row);
		if (row.state() == RowState.BASELINE) {
			return "baseline";
		}
		if (row.state() == RowState.OTHER) {
			return row;
		}
		if (migration != null && !this.history.standsForAllBefore()) {
			return migration.key();
		}
		return Objects.requireNonNullElse(key(row), row.id());
	}

	private static @Nullable MigrationKey key(ForeignRow row) {
		return (row.version() != null)
				? Version.find(row.version()).map((version) -> MigrationKey.of(version, "")).orElse(null) : null;
	}

	private List<AdoptedRow> plan() {
		if (this.history.standsForAllBefore()) {
			this.rows.forEach(this::head);
		}
		else {
			this.rows.forEach(this::row);
		}
		this.catalog.versioned().forEach(this::withoutRow);
		this.catalog.repeatable().forEach(this::withoutRow);
		return List.copyOf(this.result);
	}

	private void row(ForeignRow row) {
		Migration migration = this.matched.get(row);
		switch (row.state()) {
			case APPLIED -> applied(row, migration);
			case BASELINE -> baseline(row, migration);
			case FAILED -> add(row, migration, Verdict.FAILED, "an attempt that failed or did not end");
			case UNDONE -> add(row, migration, Verdict.UNDONE, "");
			case OTHER -> add(row, null, Verdict.IGNORED, "");
		}
	}

	private void applied(ForeignRow row, @Nullable Migration migration) {
		if (migration == null) {
			add(row, null, Verdict.NO_FILE, "");
			return;
		}
		this.known.add(migration.key());
		ChecksumCheck.Result checksum = (migration instanceof SqlMigration sql) ? this.checksums.compare(row, sql)
				: ChecksumCheck.Result.UNKNOWN;
		if (checksum != ChecksumCheck.Result.DIFFERENT) {
			add(row, migration, Verdict.ADOPTED, (checksum == ChecksumCheck.Result.SAME) ? "checksum verified" : "");
		}
		else if (migration.version() == null) {
			add(row, migration, Verdict.RUNS_AGAIN, "its file is newer than what ran");
		}
		else if (this.acceptChanged) {
			add(row, migration, Verdict.ADOPTED, "its checksum differs, which is accepted");
		}
		else {
			add(row, migration, Verdict.CHANGED, "its checksum is not the recorded one (%s)".formatted(row.checksum()));
		}
	}

	private void baseline(ForeignRow row, @Nullable Migration migration) {
		boolean changed = migration instanceof SqlMigration sql
				&& this.checksums.compare(row, sql) == ChecksumCheck.Result.DIFFERENT;
		if (changed && !this.acceptChanged) {
			add(row, migration, Verdict.CHANGED, "its checksum is not the recorded one (%s)".formatted(row.checksum()));
			return;
		}
		add(row, migration, Verdict.BASELINE, "");
	}

	/**
	 * A row that says only where the database stands: what comes before is applied.
	 */
	private void head(ForeignRow row) {
		Migration migration = this.matched.get(row);
		if (row.state() != RowState.APPLIED) {
			row(row);
			return;
		}
		if (this.rows.size() > 1) {
			add(row, migration, Verdict.UNCLEAR,
					"there are several heads, and nobody can tell what is applied: merge them first");
			return;
		}
		Optional<Version> last = last(row, migration);
		if (last.isEmpty()) {
			add(row, null, Verdict.UNCLEAR, "no file names it, or several do, and which came before is not known");
			return;
		}
		this.catalog.versioned()
			.stream()
			.filter((before) -> Objects.requireNonNull(before.version()).compareTo(last.get()) <= 0)
			.forEach((before) -> {
				this.known.add(before.key());
				add(row, before, Verdict.ADOPTED, (before == migration) ? "" : "comes before it");
			});
		if (migration == null) {
			add(row, null, Verdict.NO_FILE, "");
		}
	}

	private static Optional<Version> last(ForeignRow row, @Nullable Migration migration) {
		return (migration != null) ? Optional.ofNullable(migration.version())
				: Optional.ofNullable(row.version()).flatMap(Version::find);
	}

	private void withoutRow(Migration migration) {
		if (this.known.contains(migration.key())) {
			return;
		}
		boolean covered = covered(migration);
		add(covered ? this.baseline : null, migration, covered ? Verdict.COVERED : Verdict.PENDING, "");
	}

	private boolean covered(Migration migration) {
		ForeignRow start = this.baseline;
		Version version = migration.version();
		if (start == null || version == null || start.version() == null) {
			return false;
		}
		Version number = Version.find(MigrationMatch.number(version)).orElse(version);
		return Version.find(start.version()).filter((begin) -> number.compareTo(begin) <= 0).isPresent();
	}

	private void add(@Nullable ForeignRow row, @Nullable Migration migration, Verdict verdict, String note) {
		this.result.add(new AdoptedRow(row, migration, verdict, note));
	}

}
