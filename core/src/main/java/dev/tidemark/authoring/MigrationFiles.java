package dev.tidemark.authoring;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.tidemark.authoring.Renumbering.Move;
import dev.tidemark.discovery.NamedFile;
import dev.tidemark.discovery.NamedFile.Part;
import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationFileException;
import dev.tidemark.migration.Version;

/**
 * The migrations' files in a project's sources: plans which to write or rename, in the
 * convention that the folder uses. Reads the folder at each call, and writes nothing.
 */
public final class MigrationFiles {

	private final List<String> locations;

	private final NamingSettings naming;

	private final CreateSettings settings;

	private final Collection<Version> others;

	private final Path project;

	private final InstantSource clock;

	/**
	 * Creates an author.
	 * @param locations where migrations are, with {@code classpath:} or {@code file:}
	 * @param naming how names are read where the conventions alone do not tell
	 * @param settings how new migrations are written
	 * @param others versions that are taken by migrations which are no files
	 * @param project the folder of the project
	 * @param clock tells the time
	 */
	public MigrationFiles(List<String> locations, NamingSettings naming, CreateSettings settings,
			Collection<Version> others, Path project, InstantSource clock) {
		this.locations = List.copyOf(locations);
		this.naming = naming;
		this.settings = settings;
		this.others = List.copyOf(others);
		this.project = project;
		this.clock = clock;
	}

	/**
	 * Plans the next migration.
	 * @param migration what it does
	 * @return the files to write
	 * @throws MigrationFileException if it cannot be told where or how
	 */
	public NewFiles create(NewMigration migration) {
		Folder folder = folder();
		NextMigration next = NextMigration.of(folder, this.settings.naming(), migration.description(), taken(folder),
				this.clock.instant());
		String javaPackage = migration.javaPackage();
		return (javaPackage != null) ? java(next, migration.description(), javaPackage)
				: sql(folder, next, migration.description());
	}

	private NewFiles java(NextMigration next, String description, String javaPackage) {
		Path file = SourceFolder.ofPackage(this.project, javaPackage)
			.resolve(JavaTemplate.className(next.name()) + ".java");
		return new NewFiles(next.version(), Map.of(file,
				JavaTemplate.text(javaPackage, next.version(), next.name(), description, this.clock.instant())));
	}

	private NewFiles sql(Folder folder, NextMigration next, String description) {
		SqlTemplate template = new SqlTemplate(this.settings.template());
		Instant now = this.clock.instant();
		Map<Path, String> texts = new LinkedHashMap<>();
		texts.put(folder.path().resolve(next.up().path()),
				template.up(next.version(), next.name(), description, now, next.sections()));
		next.downs()
			.forEach((down) -> texts.put(folder.path().resolve(down.path()),
					template.down(next.version(), description, now)));
		return new NewFiles(next.version(), texts);
	}

	/**
	 * Plans the first migration of a project.
	 * @return the file to write
	 * @throws MigrationFileException if there are migrations already
	 */
	public NewFiles init() {
		Folder folder = folder();
		if (!folder.isEmpty()) {
			throw new MigrationFileException(
					"%s holds migrations already, the newest is %s. No file was written".formatted(folder.path(),
							folder.newest().map(NamedFile::path).orElse(folder.files().get(0).path())),
					"Write the next one with: create NAME", null);
		}
		return create(NewMigration.sql("first"));
	}

	/**
	 * Plans to give a migration that is not applied yet the next free version, as after a
	 * merge in which two got the same one, or an older one came late.
	 * @param versionOrFile its version, or the name of its file where several have that
	 * @param history every row of the database's history
	 * @return what to rename
	 * @throws MigrationFileException if it cannot be told which, it is applied, or there
	 * is nothing to do
	 */
	public Renumbering renumber(String versionOrFile, List<AppliedMigration> history) {
		Folder folder = folder();
		NamedFile chosen = new RenumberChoice(folder, history).choose(versionOrFile);
		FileShape shape = FileShape.of(chosen);
		List<Version> taken = taken(folder);
		history.stream().map(AppliedMigration::version).filter(Objects::nonNull).forEach(taken::add);
		String version = new VersionSequence(this.clock.instant(), taken).after(newest(folder, shape, history));
		List<Move> moves = new ArrayList<>();
		for (NamedFile file : folder.allOf(chosen)) {
			FileShape renamed = FileShape.of(file).withVersion(version);
			moves.add(new Move(folder.path().resolve(file.path()), folder.path().resolve(renamed.path())));
		}
		return new Renumbering(shape.version(), version, moves, mentions(folder, chosen));
	}

	/**
	 * A newer release may have applied what is not in the folder.
	 */
	private static String newest(Folder folder, FileShape shape, List<AppliedMigration> history) {
		String inFolder = folder.newest().map(FileShape::of).map(FileShape::version).orElse(shape.version());
		boolean timed = TimeFormat.of(inFolder).isPresent();
		return history.stream()
			.map(AppliedMigration::version)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.filter((version) -> version.name().isEmpty() && version.compareTo(VersionSequence.version(inFolder)) > 0)
			.map(Version::toString)
			.filter((version) -> TimeFormat.of(version).isPresent() == timed)
			.orElse(inFolder);
	}

	/**
	 * Directives of other files that require the version which is about to change.
	 */
	private static List<String> mentions(Folder folder, NamedFile chosen) {
		return folder.files()
			.stream()
			.filter((file) -> file.part() == Part.WHOLE && !file.equals(chosen))
			.filter((file) -> Requirements.of(file.text()).contains(chosen.version()))
			.map((file) -> "%s has a directive requires= that names %s: change it where it means this migration"
				.formatted(file.path(), Optional.ofNullable(chosen.version()).map(Version::toString).orElse("")))
			.toList();
	}

	private List<Version> taken(Folder folder) {
		List<Version> taken = new ArrayList<>(this.others);
		taken.addAll(folder.versions());
		return taken;
	}

	private Folder folder() {
		Path directory = this.settings.directory();
		if (directory != null) {
			return Folder.read(this.project.resolve(directory), this.naming);
		}
		SourceFolder sources = new SourceFolder(this.project);
		List<Folder> folders = this.locations.stream()
			.map((location) -> Folder.read(sources.of(location), this.naming))
			.toList();
		return folders.stream().filter((folder) -> !folder.isEmpty()).findFirst().orElse(folders.get(0));
	}

}
