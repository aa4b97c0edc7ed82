package dev.tidemark.adoption;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidemark.migration.AdoptionException;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.SqlMigration;

/**
 * Finds the migrations of Liquibase's rows: author and id are the same, and the path of
 * the file is, as far as both are known. A row's path may begin in a folder of the build,
 * and a file's in the folder of its location.
 */
final class ChangesetMatch {

	private final Map<String, List<KnownChangeset>> byIdentity;

	ChangesetMatch(MigrationCatalog catalog) {
		this.byIdentity = Stream.concat(catalog.versioned().stream(), catalog.repeatable().stream())
			.filter(SqlMigration.class::isInstance)
			.map((migration) -> KnownChangeset.of((SqlMigration) migration))
			.collect(Collectors.groupingBy(KnownChangeset::identity));
	}

	/**
	 * Finds a row's.
	 */
	Optional<SqlMigration> find(ForeignRow row) {
		List<KnownChangeset> candidates = candidates(row);
		int best = candidates.stream().mapToInt((candidate) -> candidate.common(row)).max().orElse(0);
		List<KnownChangeset> nearest = candidates.stream()
			.filter((candidate) -> best > 0 && candidate.common(row) == best)
			.toList();
		return (nearest.size() == 1) ? Optional.of(nearest.get(0).migration()) : Optional.empty();
	}

	private List<KnownChangeset> candidates(ForeignRow row) {
		String file = Objects.requireNonNullElse(row.file(), "");
		return this.byIdentity.getOrDefault(row.id().substring(file.length()), List.of());
	}

	/**
	 * Stops where what is taken for new may have run already: the same changeset in a
	 * file of the same name elsewhere, of which no other row is.
	 * @param row a row for which nothing was found
	 * @param all every row
	 */
	void checkNotMoved(ForeignRow row, List<ForeignRow> all) {
		candidates(row).stream()
			.filter((candidate) -> candidate.hasFileName(row))
			.min(Comparator.comparing((candidate) -> candidate.migration().up().location()))
			.filter((candidate) -> all.stream()
				.noneMatch((other) -> find(other).filter(candidate.migration()::equals).isPresent()))
			.ifPresent((candidate) -> {
				throw moved(row, candidate.migration());
			});
	}

	private static AdoptionException moved(ForeignRow row, SqlMigration migration) {
		return new AdoptionException(
				"Liquibase has recorded %s, and the same changeset is in %s, line %d: whether it is that one cannot be told, and it would run again. Nothing was adopted or run"
					.formatted(row.id(), migration.up().location(), migration.up().firstLine()),
				"If it is that one, add logicalFilePath:%s to its --changeset line (or to the first line of the file). If it is not, give it another id."
					.formatted(row.file()));
	}

}
