package dev.tidemark.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that the application brings: complete, ordered, without duplicates.
 * Immutable.
 */
public final class MigrationCatalog {

	private final List<Migration> versioned;

	private final List<Migration> repeatable;

	private final Map<MigrationKey, Migration> byKey;

	private MigrationCatalog(List<Migration> versioned, List<Migration> repeatable,
			Map<MigrationKey, Migration> byKey) {
		this.versioned = versioned;
		this.repeatable = repeatable;
		this.byKey = byKey;
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
		Map<MigrationKey, Migration> byKey = new HashMap<>();
		for (Migration migration : migrations) {
			Migration other = byKey.putIfAbsent(migration.key(), migration);
			if (other != null) {
				problems.add(duplicate(other, migration));
			}
		}
		List<Migration> versioned = versioned(migrations.stream());
		List<Migration> repeatable = RepeatableOrder
			.sort(migrations.stream().filter((migration) -> migration.version() == null).toList(), problems);
		if (!problems.isEmpty()) {
			throw new InvalidMigrationsException(problems);
		}
		return new MigrationCatalog(versioned, repeatable, byKey);
	}

	private static List<Migration> versioned(Stream<? extends Migration> migrations) {
		return migrations.filter((migration) -> migration.version() != null)
			.<Migration>map((migration) -> migration)
			.sorted(Comparator.comparing((migration) -> Objects.requireNonNull(migration.version())))
			.toList();
	}

	private static MigrationProblem duplicate(Migration first, Migration second) {
		String what = (second.version() != null) ? "version " + second.version()
				: "the repeatable name '" + second.name() + "'";
		return new MigrationProblem(location(second),
				"%s is also that of %s: give one of them another".formatted(what, location(first)));
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
