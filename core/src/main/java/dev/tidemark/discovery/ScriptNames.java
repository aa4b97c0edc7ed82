package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tidemark.discovery.NamingSettings.Duplicates;
import dev.tidemark.discovery.NamingSettings.Folders;
import dev.tidemark.discovery.NamingSettings.Naming;
import dev.tidemark.discovery.ParsedName.Part;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.Version;

/**
 * Says which files are which migrations, by their names, their folders and the settings.
 */
final class ScriptNames {

	private static final int LONGEST_VERSION = 100;

	private final NamingSettings settings;

	private final List<MigrationProblem> problems;

	private final List<String> ignored = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	private final Callbacks callbacks = new Callbacks();

	private final LiquibaseChangelogs changelogs = new LiquibaseChangelogs();

	ScriptNames(NamingSettings settings, List<MigrationProblem> problems) {
		this.settings = settings;
		this.problems = problems;
	}

	/**
	 * Reads names.
	 * @param files the files, with those that only tell about others
	 */
	List<NamedScript> read(List<ScriptFile> files) {
		List<SqitchProject> projects = files.stream()
			.filter((file) -> !file.isScript() && file.fileName().equals(SqitchProject.PLAN))
			.map(SqitchProject::new)
			.toList();
		List<ScriptFile> others = files.stream()
			.filter(ScriptFile::isScript)
			.filter((file) -> projects.stream().noneMatch((project) -> project.owns(file)))
			.filter((file) -> !this.changelogs.take(file))
			.filter((file) -> !this.callbacks.take(file))
			.toList();
		this.callbacks.note().ifPresent(this.notes::add);
		return Stream.concat(sqitch(projects, files), byName(others).stream()).filter(this::checkLength).toList();
	}

	private Stream<NamedScript> sqitch(List<SqitchProject> projects, List<ScriptFile> files) {
		if (projects.isEmpty()) {
			return Stream.empty();
		}
		Map<String, ScriptFile> byLocation = new HashMap<>();
		files.forEach((file) -> byLocation.put(file.location(), file));
		return projects.stream().flatMap((project) -> project.scripts(byLocation, this.problems).stream());
	}

	private List<NamedScript> byName(List<ScriptFile> files) {
		NameReading reading = new NameReading();
		List<NamedScript> named = new ArrayList<>(reading.read(files));
		this.notes.addAll(reading.notes());
		reading.unnamed().forEach((file) -> unnamed(file, named));
		return toldApart(placed(refinery(Dialects.ours(named))));
	}

	private void unnamed(ScriptFile file, List<NamedScript> named) {
		if (this.settings.naming() == Naming.BY_NAME && DecoratedName.of(file).undoesUnnamed()) {
			this.problems.add(new MigrationProblem(file.location(),
					"undoes something by its name, and with tidemark.naming=by-name it would run: name it like what it undoes, such as schema.down.sql beside schema.sql, or move it out of the location"));
		}
		else if (this.settings.naming() == Naming.BY_NAME) {
			named.add(plain(file));
		}
		else if (FileNamings.looksLikeMigration(file.fileName())) {
			this.problems.add(new MigrationProblem(file.location(),
					"the name fits no convention: name it like one of " + FileNamings.FORMS));
		}
		else {
			this.ignored.add(file.location());
		}
	}

	/**
	 * A name that fits no convention is a version by itself.
	 */
	private static NamedScript plain(ScriptFile file) {
		DecoratedName name = DecoratedName.of(file);
		String path = file.path().substring(0, file.path().length() - file.fileName().length()) + name.stem();
		return new NamedScript(file, name.decorate(new ParsedName(Version.named(path), "", Part.WHOLE)));
	}

	private List<NamedScript> refinery(List<NamedScript> scripts) {
		RefineryUnversioned refinery = new RefineryUnversioned(scripts);
		refinery.note().ifPresent(this.notes::add);
		return refinery.read();
	}

	private List<NamedScript> placed(List<NamedScript> scripts) {
		return (this.settings.folders() == Folders.EDITIONS)
				? scripts.stream().map(new Editions(this.problems)::place).toList() : scripts;
	}

	private List<NamedScript> toldApart(List<NamedScript> scripts) {
		return (this.settings.duplicates() == Duplicates.BY_NAME) ? DuplicateVersions.toldApart(scripts) : scripts;
	}

	private boolean checkLength(NamedScript script) {
		Version version = script.parsed().version();
		int length = (version != null) ? version.toString().length() : 0;
		if (length > LONGEST_VERSION) {
			this.problems.add(new MigrationProblem(script.file().location(),
					"the version has %d characters, and the history takes at most %d: give it a shorter one"
						.formatted(length, LONGEST_VERSION)));
		}
		return length <= LONGEST_VERSION;
	}

	/**
	 * Returns SQL files that are no migrations by their names.
	 */
	List<String> ignored() {
		return this.ignored;
	}

	/**
	 * Returns the files that are callbacks by their names.
	 */
	Callbacks callbacks() {
		return this.callbacks;
	}

	/**
	 * Returns the files that are changelogs of Liquibase by their first lines.
	 */
	LiquibaseChangelogs changelogs() {
		return this.changelogs;
	}

	/**
	 * Returns what was decided where a name could mean several things.
	 */
	List<String> notes() {
		return this.notes;
	}

}
