package dev.tidemark.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Everything that the application brings: complete, ordered, without duplicates.
 * Immutable.
 */
public final class MigrationCatalog {

	private final List<Migration> versioned;

	private final List<Migration> repeatable;

	private final List<Migration> baselines;

	private final List<Migration> covered;

	private final List<Callback> callbacks;

	private final @Nullable Snapshot snapshot;

	private final List<Snapshot.Part> snapshotParts;

	/**
	 * What it was before a database's history was looked at, where that takes something
	 * away.
	 */
	private final @Nullable MigrationCatalog whole;

	private final @Nullable SquashedMigrations squashed;

	private final Map<MigrationKey, Migration> byKey;

	private MigrationCatalog(List<Migration> versioned, List<Migration> repeatable, List<Migration> baselines,
			List<Migration> covered, List<Callback> callbacks, @Nullable Snapshot snapshot,
			List<Snapshot.Part> snapshotParts, @Nullable MigrationCatalog whole,
			@Nullable SquashedMigrations squashed) {
		this.versioned = versioned;
		this.repeatable = repeatable;
		this.baselines = baselines;
		this.covered = covered;
		this.callbacks = List.copyOf(callbacks);
		this.snapshot = snapshot;
		this.snapshotParts = snapshotParts;
		this.whole = whole;
		this.squashed = squashed;
		this.byKey = new HashMap<>();
		for (List<Migration> part : List.of(covered, versioned, repeatable)) {
			part.forEach((migration) -> this.byKey.put(migration.key(), migration));
		}
	}

	/**
	 * Orders migrations: the versioned ones by version, then the repeatable ones by name
	 * or as their {@code after} directive says.
	 * @param migrations the migrations in any order
	 * @return the catalog
	 * @throws InvalidMigrationsException if two are the same, or an order cannot be had
	 */
	public static MigrationCatalog of(List<? extends Migration> migrations) {
		List<MigrationProblem> problems = new ArrayList<>();
		List<Migration> baselines = new ArrayList<>();
		List<Migration> others = new ArrayList<>(migrations.size());
		for (Migration migration : migrations) {
			((migration.kind() == MigrationKind.BASELINE) ? baselines : others).add(migration);
		}
		checkUnique(others, problems);
		checkUnique(baselines, problems);
		List<Migration> repeatable = RepeatableOrder.sort(withVersion(false, migrations), problems);
		if (!problems.isEmpty()) {
			throw new InvalidMigrationsException(problems);
		}
		return new MigrationCatalog(versioned(others), repeatable, List.copyOf(baselines), List.of(), List.of(), null,
				List.of(), null, null);
	}

	private static void checkUnique(List<Migration> migrations, List<MigrationProblem> problems) {
		Map<MigrationKey, Migration> byKey = new HashMap<>();
		for (Migration migration : migrations) {
			Migration other = byKey.putIfAbsent(migration.key(), migration);
			if (other != null) {
				problems.add(duplicate(other, migration));
			}
		}
	}

	private static List<Migration> versioned(List<Migration> migrations) {
		List<Migration> versioned = withVersion(true, migrations);
		versioned.sort(Comparator.comparing((migration) -> Objects.requireNonNull(migration.version())));
		return List.copyOf(versioned);
	}

	private static List<Migration> withVersion(boolean with, List<? extends Migration> migrations) {
		List<Migration> some = new ArrayList<>(migrations.size());
		for (Migration migration : migrations) {
			if ((migration.version() != null) == with) {
				some.add(migration);
			}
		}
		return some;
	}

	private static MigrationProblem duplicate(Migration first, Migration second) {
		String what = (second.version() != null) ? "version " + second.version()
				: "the repeatable name '" + second.name() + "'";
		return new MigrationProblem(location(second), "%s is also that of %s: give one of them another%s".formatted(
				what, location(first),
				(second.version() != null) ? " (tidemark.duplicates=by-name lets their names tell them apart)" : ""));
	}

	/**
	 * Returns the history with the versions as they are written here.
	 * @param history what a database recorded
	 * @return the history, or a copy
	 */
	public MigrationHistory align(MigrationHistory history) {
		return HistoryAlignment.align(this.versioned, history);
	}

	/**
	 * Returns what of the catalog is meant for a database: with the newest baseline if it
	 * is fresh, and without what a baseline stands for.
	 * @param history what the database recorded
	 * @return the catalog, or a copy
	 */
	public MigrationCatalog startingFrom(MigrationHistory history) {
		if (this.whole != null) {
			return this.whole.startingFrom(history);
		}
		if (this.snapshot != null && history.isUnbegun()) {
			return startingFrom(this.snapshot);
		}
		boolean all = this.baselines.isEmpty() && this.covered.isEmpty()
				&& history.current().stream().allMatch(AppliedMigration::standsAlone);
		if (all) {
			return this;
		}
		CatalogStart start = new CatalogStart(this.versioned, this.baselines, history);
		return new MigrationCatalog(start.versioned(), this.repeatable, this.baselines, start.covered(), this.callbacks,
				null, List.of(), null, this.squashed);
	}

	/**
	 * What the snapshot does not stand for comes after it, also where it is older: as
	 * after a merge of two branches, or where a squash has left it alone.
	 */
	private MigrationCatalog startingFrom(Snapshot begin) {
		List<Migration> pending = new ArrayList<>(List.of(begin.script()));
		List<Migration> inside = new ArrayList<>();
		for (Migration migration : this.versioned) {
			(begin.head().find(migration.key()).isPresent() ? inside : pending).add(migration);
		}
		return new MigrationCatalog(pending, this.repeatable, this.baselines, inside, this.callbacks, begin,
				begin.parts(this.versioned, this.repeatable), this, this.squashed);
	}

	/**
	 * Returns the same migrations with a snapshot, from which a database begins that has
	 * nothing applied.
	 * @param begin the snapshot
	 * @return a copy
	 */
	public MigrationCatalog withSnapshot(Snapshot begin) {
		return new MigrationCatalog(this.versioned, this.repeatable, this.baselines, this.covered, this.callbacks,
				begin, List.of(), null, this.squashed);
	}

	/**
	 * Returns the same migrations with what a snapshot says about those whose files are
	 * gone.
	 * @param location the snapshot, for people
	 * @param head what it says that it stands for
	 * @return a copy
	 */
	public MigrationCatalog withHead(String location, SnapshotHead head) {
		return new MigrationCatalog(this.versioned, this.repeatable, this.baselines, this.covered, this.callbacks,
				this.snapshot, this.snapshotParts, this.whole, SquashedMigrations.of(location, head, this.versioned));
	}

	/**
	 * Returns the migrations that are in the snapshot only.
	 * @return what they are, or {@code null} for none
	 */
	public @Nullable SquashedMigrations squashed() {
		return this.squashed;
	}

	/**
	 * Tells whether a database that has nothing applied begins from the snapshot.
	 * @return whether it does
	 */
	public boolean hasSnapshot() {
		return this.snapshot != null;
	}

	/**
	 * Returns the migrations that are recorded when a database begins from the snapshot.
	 * @return what the snapshot stands for; empty where the database does not begin so
	 */
	public List<Snapshot.Part> snapshotParts() {
		return this.snapshotParts;
	}

	/**
	 * Tells whether a migration is the snapshot from which the database begins.
	 * @param migration any migration
	 * @return whether it is
	 */
	public boolean beginsFrom(Migration migration) {
		return !this.snapshotParts.isEmpty() && this.snapshot != null && migration.equals(this.snapshot.script());
	}

	/**
	 * Returns the same migrations without the baselines that go further than a version.
	 * @param target the version, or {@code null} for all
	 * @return the catalog, or a copy
	 */
	public MigrationCatalog withoutBaselinesAfter(@Nullable Version target) {
		List<Migration> others = this.baselines.stream()
			.filter((baseline) -> target == null || Objects.requireNonNull(baseline.version()).compareTo(target) <= 0)
			.toList();
		return (others.size() == this.baselines.size()) ? this : new MigrationCatalog(this.versioned, this.repeatable,
				others, this.covered, this.callbacks, this.snapshot, this.snapshotParts, this.whole, this.squashed);
	}

	/**
	 * Returns what of the catalog comes up to a version. Repeatable migrations belong to
	 * what is newest, and are left out.
	 * @param last the version
	 * @return a copy
	 */
	public MigrationCatalog upTo(Version last) {
		return new MigrationCatalog(upTo(last, this.versioned), List.of(), upTo(last, this.baselines),
				upTo(last, this.covered), this.callbacks, null, List.of(), null, this.squashed);
	}

	private static List<Migration> upTo(Version last, List<Migration> migrations) {
		return migrations.stream()
			.filter((migration) -> Objects.requireNonNull(migration.version()).compareTo(last) <= 0)
			.toList();
	}

	/**
	 * Returns the baselines, with one of which a fresh database may begin.
	 * @return in any order
	 */
	public List<Migration> baselines() {
		return this.baselines;
	}

	/**
	 * Returns the same migrations with callbacks.
	 * @param others what runs before and after them, those of one event in order
	 * @return a copy
	 */
	public MigrationCatalog withCallbacks(List<Callback> others) {
		return new MigrationCatalog(this.versioned, this.repeatable, this.baselines, this.covered, others,
				this.snapshot, this.snapshotParts, this.whole, this.squashed);
	}

	/**
	 * Returns what runs before and after migrations.
	 * @return the callbacks, those of one event in order
	 */
	public List<Callback> callbacks() {
		return this.callbacks;
	}

	/**
	 * Returns the migrations that do not run, since a baseline stands for them.
	 * @return in the order of their versions
	 */
	public List<Migration> covered() {
		return this.covered;
	}

	/**
	 * Returns where a migration comes from, for people.
	 * @param migration any migration
	 * @return the file's location or the class name
	 */
	public static String location(Migration migration) {
		return (migration instanceof SqlMigration sql) ? sql.up().location() : migration.script();
	}

	/**
	 * Returns the versioned migrations.
	 * @return in the order of their versions
	 */
	public List<Migration> versioned() {
		return this.versioned;
	}

	/**
	 * Returns the repeatable migrations.
	 * @return in the order in which they run
	 */
	public List<Migration> repeatable() {
		return this.repeatable;
	}

	/**
	 * Returns all migrations.
	 * @return the versioned ones, then the repeatable ones
	 */
	public List<Migration> all() {
		return Stream.concat(this.versioned.stream(), this.repeatable.stream()).toList();
	}

	/**
	 * Finds a migration.
	 * @param key what identifies it
	 * @return the migration, or empty
	 */
	public Optional<Migration> find(MigrationKey key) {
		return Optional.ofNullable(this.byKey.get(key));
	}

}
