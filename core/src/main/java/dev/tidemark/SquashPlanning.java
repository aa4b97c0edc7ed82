package dev.tidemark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.springframework.core.io.support.ResourcePatternResolver;

import dev.tidemark.authoring.SourceFiles;
import dev.tidemark.discovery.DiscoveredMigrations;
import dev.tidemark.discovery.MigrationDiscovery;
import dev.tidemark.discovery.SnapshotFile;
import dev.tidemark.discovery.SourceSettings;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.Snapshot;
import dev.tidemark.migration.SnapshotException;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.Version;
import dev.tidemark.schema.SchemaFingerprint;
import dev.tidemark.snapshot.WrittenSnapshot;
import dev.tidemark.sql.ScriptChecksum;

/**
 * Plans a squash: decides which files go, makes the snapshot of a database that those
 * files alone have made, and proves that it makes the same schema.
 */
final class SquashPlanning {

	private static final int SHOWN = 20;

	private final MigratorSettings settings;

	private final List<CodeMigration> code;

	private final ResourcePatternResolver resolver;

	private final ScratchDatabases scratch;

	SquashPlanning(DataSource dataSource, DatabaseConnector databases, MigratorSettings settings,
			List<CodeMigration> code, ResourcePatternResolver resolver, Cancellation cancellation) {
		this.settings = settings;
		this.code = code;
		this.resolver = resolver;
		this.scratch = new ScratchDatabases(dataSource, databases, settings, cancellation);
	}

	Squash plan(SquashRequest request, SourceFiles sources, Path target) {
		MigrationCatalog all = discover(sources, target);
		MigrationCatalog until = all.upTo(request.to());
		List<Migration> upTo = upTo(all, request);
		List<Migration> kept = upTo.stream()
			.filter((migration) -> request.keep().contains(version(migration)))
			.toList();
		List<Migration> going = new ArrayList<>(upTo);
		going.removeAll(kept);
		new SquashCheck(request, this.settings.snapshot().data())
			.check(Stream.concat(until.baselines().stream(), going.stream()).toList());
		Optional<Snapshot> before = (all.squashed() != null) ? read(target).read() : Optional.empty();
		WrittenSnapshot snapshot = this.scratch.snapshot(catalog(until, going), before);
		if (!snapshot.notWritten().isEmpty()) {
			throw new SnapshotException(
					"A snapshot cannot have what these migrations make: %s. Nothing was written or deleted"
						.formatted(String.join(", ", snapshot.notWritten())),
					"Keep the migrations that make it with --keep V: they run after the snapshot.");
		}
		prove(until, before, upTo, kept, begin(snapshot, target));
		Set<Version> gone = new HashSet<>(until.baselines().stream().map(SquashPlanning::version).toList());
		gone.removeAll(kept.stream().map(SquashPlanning::version).toList());
		going.forEach((migration) -> gone.add(version(migration)));
		return new Squash(snapshot.warning(SquashCheck.warnings(going, this.settings.plan().placeholders())), target,
				sources.of(gone::contains), kept.stream().map(Migration::label).toList());
	}

	private MigrationCatalog discover(SourceFiles sources, Path target) {
		List<String> folders = sources.folders().stream().map((folder) -> "file:" + folder).toList();
		SourceSettings from = new SourceSettings(folders, true, this.settings.sources().naming());
		DiscoveredMigrations found = new MigrationDiscovery(this.resolver, from.locations(),
				from.failOnMissingLocation(), from.naming())
			.discover(this.code);
		return read(target).head()
			.map((head) -> found.catalog().withHead(target.toString(), head))
			.orElse(found.catalog());
	}

	private SnapshotFile read(Path target) {
		return new SnapshotFile(this.resolver, "file:" + target, false);
	}

	private static List<Migration> upTo(MigrationCatalog all, SquashRequest request) {
		List<Migration> upTo = all.versioned()
			.stream()
			.filter((migration) -> version(migration).compareTo(request.to()) <= 0)
			.toList();
		Set<Version> named = new HashSet<>(request.keep());
		named.addAll(request.harmless());
		named.add(request.to());
		upTo.forEach((migration) -> named.remove(version(migration)));
		if (all.baselines().stream().anyMatch((baseline) -> version(baseline).equals(request.to()))) {
			named.remove(request.to());
		}
		if (!named.isEmpty()) {
			throw new SnapshotException(
					"No migration up to version %s has the version %s. Nothing was written or deleted".formatted(
							request.to(), String.join(", ", named.stream().map(Version::toString).sorted().toList())),
					"Name versions that are in the sources: " + String.join(", ",
							all.versioned().stream().map((migration) -> version(migration).toString()).toList()));
		}
		return upTo;
	}

	/**
	 * What comes later, and what is repeatable, runs after the snapshot. A fresh database
	 * begins with a baseline, where there is one, and so do these.
	 */
	private static MigrationCatalog catalog(MigrationCatalog until, List<Migration> migrations) {
		MigrationCatalog some = MigrationCatalog
			.of(Stream.concat(until.baselines().stream(), migrations.stream()).toList())
			.withCallbacks(until.callbacks());
		return (until.squashed() != null) ? some.withHead(until.squashed().location(), until.squashed().head()) : some;
	}

	private static Snapshot begin(WrittenSnapshot snapshot, Path target) {
		return new Snapshot(new SqlMigration(MigrationKind.BASELINE, snapshot.head().version(), "snapshot",
				SnapshotFile.script(target.toString(), snapshot.text()), null, ScriptChecksum.of(snapshot.text())),
				snapshot.head());
	}

	/**
	 * A database that begins from the snapshot, with what is kept, has to be the one that
	 * all files make. What is written in Java runs in neither.
	 */
	private void prove(MigrationCatalog until, Optional<Snapshot> before, List<Migration> upTo, List<Migration> kept,
			Snapshot snapshot) {
		SchemaFingerprint wanted = this.scratch.fingerprint(catalog(until, withoutCode(upTo)), before);
		SchemaFingerprint made = this.scratch.fingerprint(
				MigrationCatalog.of(withoutCode(kept)).withCallbacks(until.callbacks()), Optional.of(snapshot));
		List<String> differences = wanted.differences(made);
		if (!differences.isEmpty()) {
			throw new SnapshotException(
					"A database that begins from the snapshot would not be the one that the files make. Lines with - are what the files make, lines with + what the snapshot makes%s:\n%s\nNothing was written or deleted"
						.formatted(kept.isEmpty() ? "" : " with what is kept",
								String.join("\n", differences.subList(0, Math.min(SHOWN, differences.size())))),
					kept.isEmpty()
							? "Report this with the migration that makes the first of them; until then, squash to a version before it."
							: "What is kept runs after all others then: keep only migrations that do not depend on when they run.");
		}
	}

	private static List<Migration> withoutCode(List<Migration> migrations) {
		return migrations.stream().filter((migration) -> !(migration instanceof CodeMigration)).toList();
	}

	private static Version version(Migration migration) {
		return Objects.requireNonNull(migration.version());
	}

}
