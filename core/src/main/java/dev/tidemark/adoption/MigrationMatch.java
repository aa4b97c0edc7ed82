package dev.tidemark.adoption;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.Version;

/**
 * Finds the migration of a row by its version, as versions compare; where several have
 * that number, by file or name; and without a version by file, then by name.
 */
final class MigrationMatch {

	private final MigrationCatalog catalog;

	MigrationMatch(MigrationCatalog catalog) {
		this.catalog = catalog;
	}

	Optional<Migration> find(ForeignRow row) {
		if (row.state() == RowState.BASELINE) {
			return only(ofNumber(this.catalog.baselines(), row.version()));
		}
		if (row.version() == null) {
			List<Migration> all = new ArrayList<>(this.catalog.repeatable());
			all.addAll(this.catalog.versioned());
			return ofFile(all, row.file()).or(() -> ofName(this.catalog.repeatable(), row.name()))
				.or(() -> ofName(this.catalog.versioned(), row.name()));
		}
		List<Migration> same = ofNumber(this.catalog.versioned(), row.version());
		if (same.isEmpty()) {
			// read as another number, as in editions, it is the same file all the same
			return ofFile(this.catalog.versioned(), row.file());
		}
		return (same.size() == 1) ? only(same) : ofFile(same, row.file()).or(() -> ofName(same, row.name()));
	}

	private static Optional<Migration> ofFile(List<Migration> migrations, @Nullable String file) {
		return only(migrations.stream().filter((migration) -> isFile(migration, file)).toList());
	}

	private static Optional<Migration> ofName(List<Migration> migrations, @Nullable String name) {
		return only(migrations.stream().filter((migration) -> isName(migration, name)).toList());
	}

	private static List<Migration> ofNumber(List<Migration> migrations, @Nullable String version) {
		String number = Version.find(Objects.requireNonNullElse(version, "")).map(MigrationMatch::number).orElse("");
		return number.isEmpty() ? List.of()
				: migrations.stream()
					.filter((migration) -> number(Objects.requireNonNull(migration.version())).equals(number))
					.toList();
	}

	/**
	 * What a name tells apart within a number is not asked.
	 */
	static String number(Version version) {
		return version.withName("").canonical();
	}

	private static boolean isFile(Migration migration, @Nullable String file) {
		if (file == null || file.isEmpty()) {
			return false;
		}
		String path = file.replace('\\', '/');
		String location = MigrationCatalog.location(migration);
		return migration.script().equals(path) || migration.script().equals(path.substring(path.lastIndexOf('/') + 1))
				|| location.endsWith("/" + path) || location.contains("/" + path + "/");
	}

	private static boolean isName(Migration migration, @Nullable String name) {
		return name != null && !name.isEmpty() && words(migration.name()).equals(words(name));
	}

	private static String words(String name) {
		return name.replace('_', ' ').replace('-', ' ').strip().toLowerCase(Locale.ROOT);
	}

	private static Optional<Migration> only(List<Migration> migrations) {
		return (migrations.size() == 1) ? Optional.of(migrations.get(0)) : Optional.empty();
	}

}
