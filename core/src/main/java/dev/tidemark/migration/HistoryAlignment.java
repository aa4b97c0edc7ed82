package dev.tidemark.migration;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds rows again whose version is written differently now: with or without the name
 * that tells it from others of its number, at another place of a plan, or since a file
 * name is read in another way.
 */
final class HistoryAlignment {

	private final MigrationHistory history;

	private final Set<MigrationKey> known;

	private final Map<List<String>, List<Migration>> byNumberAndName;

	private final Map<String, List<Migration>> byNameOfVersion;

	private final Map<String, List<Migration>> namedByName;

	private final Map<String, List<Migration>> byScript;

	private HistoryAlignment(List<Migration> versioned, Set<MigrationKey> known, MigrationHistory history) {
		this.history = history;
		this.known = known;
		List<Migration> named = versioned.stream().filter((migration) -> !version(migration).name().isEmpty()).toList();
		this.byNumberAndName = grouped(versioned, (migration) -> numberAndName(version(migration), migration.name()));
		this.byNameOfVersion = grouped(named, (migration) -> version(migration).name());
		this.namedByName = grouped(named, Migration::name);
		this.byScript = grouped(versioned, Migration::script);
	}

	/**
	 * Returns the history with the versions of the migrations.
	 */
	static MigrationHistory align(List<Migration> versioned, MigrationHistory history) {
		Set<MigrationKey> known = new HashSet<>();
		versioned.forEach((migration) -> known.add(migration.key()));
		for (AppliedMigration row : history.rows()) {
			if (!isKnown(row, known)) {
				return new HistoryAlignment(versioned, known, history).align();
			}
		}
		return history;
	}

	private static <K> Map<K, List<Migration>> grouped(List<Migration> migrations, Function<Migration, K> key) {
		return migrations.stream().collect(Collectors.groupingBy(key));
	}

	private MigrationHistory align() {
		return new MigrationHistory(this.history.table(), this.history.rows().stream().map(this::align).toList());
	}

	private static boolean isKnown(AppliedMigration row, Set<MigrationKey> known) {
		return row.version() == null || row.isBrief() || row.kind() == MigrationKind.BASELINE
				|| known.contains(row.key());
	}

	private AppliedMigration align(AppliedMigration row) {
		Version version = row.version();
		if (version == null || isKnown(row, this.known)) {
			return row;
		}
		List<Migration> same = ofNumber(version, row.name());
		if (same.isEmpty() && !version.name().isEmpty()) {
			same = ofName(version, row);
		}
		if (same.isEmpty() && row.checksum() != null) {
			same = ofScript(version, row);
		}
		return (same.size() == 1) ? row.withVersion(version(same.get(0))) : row;
	}

	/**
	 * Versions that are names alone have no number that could be the same.
	 */
	private List<Migration> ofNumber(Version version, String name) {
		return number(version).isEmpty() ? List.of()
				: this.byNumberAndName.getOrDefault(numberAndName(version, name), List.of());
	}

	/**
	 * Of several, those that are as they were: a change of Sqitch may have been made
	 * anew.
	 */
	private List<Migration> ofName(Version version, AppliedMigration row) {
		List<Migration> ofName = row.name().isEmpty() ? List.of()
				: this.namedByName.getOrDefault(row.name(), List.of());
		List<Migration> same = Stream
			.concat(this.byNameOfVersion.getOrDefault(version.name(), List.of()).stream(), ofName.stream())
			.filter(this::withoutRow)
			.distinct()
			.toList();
		return (same.size() > 1) ? same.stream().filter((migration) -> unaltered(migration, row)).toList() : same;
	}

	private List<Migration> ofScript(Version version, AppliedMigration row) {
		return this.byScript.getOrDefault(row.script(), List.of())
			.stream()
			.filter(this::withoutRow)
			.filter((migration) -> unaltered(migration, row) && sameDigits(version(migration), version))
			.toList();
	}

	private boolean withoutRow(Migration migration) {
		return this.history.find(migration.key()).isEmpty();
	}

	private static boolean unaltered(Migration migration, AppliedMigration row) {
		return Objects.equals(migration.checksum(), row.checksum());
	}

	/**
	 * The digits of a file name stay the same, in whatever parts they are read:
	 * {@code 20260103_2024} with its second number or without, {@code 01} in an edition
	 * or in none.
	 */
	private static boolean sameDigits(Version one, Version other) {
		String digits = digits(one);
		String others = digits(other);
		return contains(digits, others) || contains(others, digits);
	}

	private static boolean contains(String longer, String shorter) {
		return !shorter.isEmpty() && (longer.startsWith(shorter) || longer.endsWith(shorter));
	}

	private static String digits(Version version) {
		return version.withName("").toString().replace(".", "");
	}

	private static List<String> numberAndName(Version version, String name) {
		return List.of(number(version), name);
	}

	private static String number(Version version) {
		return version.withName("").canonical();
	}

	private static Version version(Migration migration) {
		return Objects.requireNonNull(migration.version());
	}

}
