package dev.tidemark.authoring;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.NamedFile;
import dev.tidemark.discovery.NamedFile.Part;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationFileException;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;
import dev.tidemark.sql.Nearest;

/**
 * Chooses the migration that gets another version: one that no database has begun.
 */
final class RenumberChoice {

	private static final String NOTHING = ". No file was touched";

	private final Folder folder;

	private final MigrationHistory history;

	RenumberChoice(Folder folder, List<AppliedMigration> rows) {
		this.folder = folder;
		this.history = new MigrationHistory("", rows);
	}

	NamedFile choose(String versionOrFile) {
		List<NamedFile> named = migrations().stream().filter((file) -> matches(file, versionOrFile)).toList();
		if (named.isEmpty()) {
			throw unknown(versionOrFile);
		}
		List<NamedFile> pending = named.stream().filter((file) -> row(file) == null).toList();
		if (pending.isEmpty()) {
			throw begun(named.get(0));
		}
		if (pending.size() > 1) {
			throw new MigrationFileException(
					"%s is the version of %s, and none of them is applied%s".formatted(versionOrFile, paths(pending),
							NOTHING),
					"Say which by its file, such as: renumber " + pending.get(pending.size() - 1).path(), null);
		}
		NamedFile chosen = pending.get(0);
		checkWorthwhile(chosen);
		return chosen;
	}

	private List<NamedFile> migrations() {
		return this.folder.numbered().stream().filter((file) -> file.part() == Part.WHOLE).toList();
	}

	private static boolean matches(NamedFile file, String versionOrFile) {
		return file.path().equals(versionOrFile) || file.path().endsWith("/" + versionOrFile)
				|| file.stem().equals(versionOrFile)
				|| Version.find(versionOrFile).filter((version) -> Objects.equals(version, file.version())).isPresent();
	}

	/**
	 * Of two migrations with one version, the one that ran is known by its name.
	 */
	private @Nullable AppliedMigration row(NamedFile file) {
		boolean shared = migrations().stream()
			.filter((other) -> Objects.equals(other.version(), file.version()))
			.map(NamedFile::name)
			.distinct()
			.count() > 1;
		return this.history.current()
			.stream()
			.filter((row) -> row.state() != MigrationState.ROLLED_BACK && Objects.equals(row.version(), file.version()))
			.filter((row) -> !shared || row.name().equals(file.name()))
			.findFirst()
			.orElse(null);
	}

	private void checkWorthwhile(NamedFile chosen) {
		boolean alone = migrations().stream()
			.noneMatch((other) -> Objects.equals(other.version(), chosen.version())
					&& !other.name().equals(chosen.name()));
		boolean newest = this.folder.newest().map(NamedFile::version).equals(Optional.ofNullable(chosen.version()));
		boolean afterHistory = this.history.version()
			.filter((version) -> version.compareTo(Objects.requireNonNull(chosen.version())) > 0)
			.isEmpty();
		if (alone && newest && afterHistory) {
			throw new MigrationFileException("%s is the newest migration already, and the only one of its version%s"
				.formatted(chosen.path(), NOTHING), "There is nothing to do.", null);
		}
	}

	private static MigrationFileException begun(NamedFile file) {
		return new MigrationFileException(
				"%s is in the history of this database: with another version it would run again%s"
					.formatted(file.path(), NOTHING),
				"Renumber the one that is still pending; or undo this one first: rollback.", null);
	}

	private MigrationFileException unknown(String versionOrFile) {
		List<String> known = migrations().stream().map((file) -> String.valueOf(file.version())).toList();
		String nearest = Nearest.to(versionOrFile, known)
			.map((near) -> "; did you mean %s?".formatted(near))
			.orElse("");
		return new MigrationFileException(
				"There is no migration %s in %s%s%s".formatted(versionOrFile, this.folder.path(), nearest, NOTHING),
				known.isEmpty() ? "Name the folder: tidemark.create.directory."
						: "The versions there are " + String.join(", ", known) + ".",
				null);
	}

	private static String paths(List<NamedFile> files) {
		return files.stream().map(NamedFile::path).collect(Collectors.joining(" and "));
	}

}
