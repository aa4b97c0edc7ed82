package dev.tidemark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tidemark.adoption.ForeignTables;
import dev.tidemark.lock.LeaseLock;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.SnapshotException;
import dev.tidemark.migration.SnapshotHead;
import dev.tidemark.migration.SnapshotHead.Entry;
import dev.tidemark.migration.SquashedMigrations;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.schema.SchemaScope;
import dev.tidemark.schema.SchemaScope.TableName;
import dev.tidemark.snapshot.SnapshotSettings;
import dev.tidemark.snapshot.SnapshotWriter;
import dev.tidemark.snapshot.WrittenSnapshot;

/**
 * Writes the snapshot of a database, with what its history says that it stands for.
 */
final class SnapshotTaking {

	private static final String CHECKSUM = "sha256:";

	private final Recorded recorded;

	private final SnapshotSettings settings;

	SnapshotTaking(Recorded recorded, SnapshotSettings settings) {
		this.recorded = recorded;
		this.settings = settings;
	}

	/**
	 * Checks that the schema is what the migrations make, no more and no less.
	 * @throws SnapshotException if something is pending or has failed
	 */
	void checkCurrent(MigrationPlan plan) {
		if (!plan.isEmpty()) {
			throw new SnapshotException(
					"The snapshot would not be that of a version, as %d migrations are pending or have failed: %s. Nothing was written"
						.formatted(plan.labels().size(), String.join(", ", plan.labels())),
					"Apply them first with the command 'migrate', or write what is there now with --pending.");
		}
	}

	/**
	 * Writes the snapshot.
	 */
	WrittenSnapshot write() {
		try {
			SnapshotHead head = head();
			WrittenSnapshot written = SnapshotWriter.write(this.recorded.database().session(),
					scope(this.recorded.database()), head, this.settings);
			return this.settings.ofMigrationsAlone() ? written : written
				.warning(LostRows.warnings(this.recorded.catalog().versioned(), head, this.settings.data()));
		}
		catch (SQLException ex) {
			throw HistoryFailures.of(ex);
		}
	}

	/**
	 * What other tools note about migrations is no part of the schema either.
	 */
	static SchemaScope scope(OpenDatabase open) {
		String schema = open.table().schema();
		String history = open.table().name();
		List<TableName> leftOut = new ArrayList<>(
				List.of(new TableName(schema, history), new TableName(schema, LeaseLock.table(history))));
		ForeignTables.everywhere(open.session())
			.forEach((table) -> Stream.concat(Stream.of(table.name()), table.tool().companion().stream())
				.forEach((name) -> leftOut.add(new TableName(table.schema(), name))));
		return new SchemaScope(leftOut);
	}

	private SnapshotHead head() {
		List<Entry> entries = new ArrayList<>(versioned().values());
		Version version = entries.stream()
			.map(Entry::version)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElseThrow(() -> new SnapshotException(
					"The database '%s' stands at no version, as no versioned migration is applied. Nothing was written"
						.formatted(this.recorded.database().probe().database()),
					"Apply the migrations first with the command 'migrate'; in a database that has their schema already, declare that with 'baseline V'."));
		this.recorded.history()
			.current()
			.stream()
			.filter((row) -> row.applied() && row.version() == null)
			.sorted(Comparator.comparing(AppliedMigration::name))
			.map(this::entry)
			.forEach(entries::add);
		return new SnapshotHead(version, entries);
	}

	private TreeMap<Version, Entry> versioned() {
		TreeMap<Version, Entry> entries = new TreeMap<>();
		this.recorded.catalog()
			.covered()
			.forEach((migration) -> entries.put(Objects.requireNonNull(migration.version()), Entry.of(migration)));
		this.recorded.history()
			.current()
			.stream()
			.filter((row) -> row.applied() && row.version() != null)
			// a baseline may have the version of a migration for which it stands
			.forEach((row) -> entries.putIfAbsent(Objects.requireNonNull(row.version()), entry(row)));
		SquashedMigrations squashed = this.recorded.catalog().squashed();
		if (squashed != null) {
			squashed.gone().forEach((entry) -> entries.put(Objects.requireNonNull(entry.version()), entry));
		}
		return entries;
	}

	/**
	 * What the file says counts, as the snapshot is compared with it.
	 */
	private Entry entry(AppliedMigration row) {
		MigrationKey key = row.key();
		Migration migration = this.recorded.catalog().find(key).orElse(null);
		if (migration != null) {
			return new Entry(row.version(), migration.name(), migration.checksum());
		}
		String checksum = row.checksum();
		return new Entry(row.version(), row.name(),
				(checksum != null && checksum.startsWith(CHECKSUM)) ? checksum : null);
	}

}
