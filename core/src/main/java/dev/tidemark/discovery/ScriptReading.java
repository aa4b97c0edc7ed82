package dev.tidemark.discovery;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.SectionedScript.Section;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.sql.ScriptDirectives;
import dev.tidemark.sql.SqlScriptException;

/**
 * Makes scripts of files: cuts them at their markers, and reads what they say about
 * themselves.
 */
final class ScriptReading {

	private final Map<String, ScriptFile> others;

	private final List<MigrationProblem> problems;

	/**
	 * Creates a reading.
	 * @param others the files beside the scripts, by location
	 */
	ScriptReading(Map<String, ScriptFile> others, List<MigrationProblem> problems) {
		this.others = others;
		this.problems = problems;
	}

	/**
	 * Returns one that tells others about problems.
	 */
	ScriptReading telling(List<MigrationProblem> found) {
		return new ScriptReading(this.others, found);
	}

	/**
	 * Reads a file that holds an up part, and maybe a down part.
	 */
	Parts parts(NamedScript script) {
		ScriptFile file = script.file();
		List<Marker> markers = Markers.in(file.text());
		new MarkerCheck(file, markers).problem().or(() -> ForeignSections.in(file)).ifPresent(this.problems::add);
		SectionedScript sections = SectionedScript.of(file.text(), markers);
		return new Parts(read(script, sections.up(), script.parsed().version() != null),
				(sections.down() != null) ? read(script, sections.down(), false) : null);
	}

	/**
	 * Reads a file that holds one part, which is not the up part of a versioned
	 * migration.
	 */
	SqlScript whole(NamedScript script) {
		return read(script, new Section(script.file().text(), 1, null), false);
	}

	private SqlScript read(NamedScript script, Section section, boolean versioned) {
		ScriptFile file = script.file();
		ScriptOptions options = ScriptOptions.transactional(section.transactional())
			.orElse(ScriptOptions.transactional(script.parsed().transactional()))
			.orElse(ScriptOptions.ofFirstLine(section.text()))
			.orElse(beside(file));
		ScriptDirectives directives = directives(file, section, versioned).orElse(options.transactional(),
				options.placeholders());
		return new SqlScript(file.location(), section.text(), section.firstLine(), directives);
	}

	private ScriptOptions beside(ScriptFile file) {
		if (this.others.isEmpty()) {
			return ScriptOptions.NONE;
		}
		ScriptFile configuration = this.others.get(file.location() + ScriptConfiguration.SUFFIX);
		ScriptFile metadata = this.others.get(file.beside("metadata.toml"));
		ScriptOptions configured = (configuration != null) ? ScriptConfiguration.read(configuration, this.problems)
				: ScriptOptions.NONE;
		return configured.orElse((metadata != null) ? ScriptOptions.ofMetadata(metadata.text()) : ScriptOptions.NONE);
	}

	private ScriptDirectives directives(ScriptFile file, Section section, boolean versioned) {
		try {
			return versioned ? ScriptDirectives.parse(section.text(), section.firstLine())
					: ScriptDirectives.parseUnversioned(section.text(), section.firstLine());
		}
		catch (SqlScriptException ex) {
			this.problems.add(MigrationProblem.of(file.location(), ex));
			return ScriptDirectives.NONE;
		}
	}

	/**
	 * The parts of a migration in one file.
	 *
	 * @param up the up part
	 * @param down the down part, or {@code null}
	 */
	record Parts(SqlScript up, @Nullable SqlScript down) {

	}

}
