package dev.tidemark.authoring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.tidemark.discovery.FolderNames;
import dev.tidemark.discovery.NamedFile;
import dev.tidemark.discovery.NamedFile.Part;
import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.migration.MigrationFileException;
import dev.tidemark.migration.Version;

/**
 * A folder of migrations as it is now.
 *
 * @param path where it is
 * @param files its migrations' files, with a version that has a number, or none
 */
record Folder(Path path, List<NamedFile> files) {

	private static final String SQITCH = "sqitch.plan";

	static Folder read(Path path, NamingSettings naming) {
		if (Files.exists(path.resolve(SQITCH))) {
			throw new MigrationFileException(
					"%s is a project of Sqitch, whose plan says what comes next. No file was touched".formatted(path),
					"Use sqitch add, or sqitch rework.", null);
		}
		return new Folder(path, FolderNames.read(path, naming));
	}

	boolean isEmpty() {
		return this.files.isEmpty();
	}

	/**
	 * Returns the versions that have a number.
	 */
	List<Version> versions() {
		return numbered().stream().map((file) -> Objects.requireNonNull(file.version())).distinct().toList();
	}

	/**
	 * Returns the file that applies the newest migration.
	 */
	Optional<NamedFile> newest() {
		return numbered().stream()
			.filter((file) -> file.part() == Part.WHOLE)
			.max(Comparator.comparing((file) -> Objects.requireNonNull(file.version())));
	}

	/**
	 * Returns a file of the newest version, which may be that of a baseline.
	 */
	Optional<NamedFile> newestOfAnyKind() {
		return numbered().stream().max(Comparator.comparing((file) -> Objects.requireNonNull(file.version())));
	}

	/**
	 * Returns all files of the migration to which a file belongs, that one first.
	 */
	List<NamedFile> allOf(NamedFile file) {
		return numbered().stream()
			.filter((other) -> Objects.equals(other.version(), file.version()) && belongs(other, file))
			.sorted(Comparator.comparing((other) -> !other.equals(file)))
			.toList();
	}

	/**
	 * Another migration of the same version has another name; what undoes one may be
	 * named in its own way where it stands alone.
	 */
	private boolean belongs(NamedFile other, NamedFile file) {
		long migrations = numbered().stream()
			.filter((any) -> Objects.equals(any.version(), file.version()) && any.part() == Part.WHOLE)
			.map(NamedFile::name)
			.distinct()
			.count();
		return other.name().equals(file.name()) || (other.part() == Part.DOWN && migrations == 1);
	}

	/**
	 * Returns the files whose version has a number; a name alone has no place among them.
	 */
	List<NamedFile> numbered() {
		return this.files.stream()
			.filter((file) -> file.version() != null && !file.version().canonical().startsWith("@"))
			.toList();
	}

}
