package dev.tidemark.migration;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Finds rows again whose version is written differently now: with or without the name
 * that tells it from others of its number, or at another place of a plan.
 */
final class HistoryAlignment {

	private final MigrationHistory history;

	private final Set<MigrationKey> known = new HashSet<>();

	private final Map<List<String>, List<Version>> byNumberAndName;

	private final Map<String, List<Version>> byNameOfVersion;

	private final boolean named;

	HistoryAlignment(List<Migration> versioned, MigrationHistory history) {
		this.history = history;
		versioned.forEach((migration) -> this.known.add(migration.key()));
		this.byNumberAndName = grouped(versioned, (migration) -> numberAndName(version(migration), migration.name()));
		this.byNameOfVersion = grouped(versioned, (migration) -> version(migration).name());
		this.named = versioned.stream().anyMatch((migration) -> isNamed(version(migration)))
				|| history.rows().stream().anyMatch((row) -> isNamed(row.version()));
	}

	private static <K> Map<K, List<Version>> grouped(List<Migration> migrations, Function<Migration, K> key) {
		return migrations.stream()
			.collect(Collectors.groupingBy(key, Collectors.mapping(HistoryAlignment::version, Collectors.toList())));
	}

	MigrationHistory align() {
		return this.named
				? new MigrationHistory(this.history.table(), this.history.rows().stream().map(this::align).toList())
				: this.history;
	}

	private AppliedMigration align(AppliedMigration row) {
		Version version = row.version();
		if (version == null || this.known.contains(row.key())) {
			return row;
		}
		List<Version> same = this.byNumberAndName.getOrDefault(numberAndName(version, row.name()), List.of());
		if (same.isEmpty() && isNamed(version)) {
			same = this.byNameOfVersion.getOrDefault(version.name(), List.of())
				.stream()
				.filter((other) -> this.history.find(MigrationKey.of(other, row.name())).isEmpty())
				.toList();
		}
		return (same.size() == 1) ? row.withVersion(same.get(0)) : row;
	}

	private static List<String> numberAndName(Version version, String name) {
		return List.of(version.withName("").canonical(), name);
	}

	private static boolean isNamed(@Nullable Version version) {
		return version != null && !version.name().isEmpty();
	}

	private static Version version(Migration migration) {
		return Objects.requireNonNull(migration.version());
	}

}
