package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.ParsedName.Part;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.sql.ScriptChecksum;
import dev.tidemark.sql.ScriptDirectives;
import dev.tidemark.sql.SqlScriptException;

/**
 * Puts files together into migrations: up parts, and the down parts beside them. Pure;
 * what is wrong is collected, not thrown.
 */
final class ScriptAssembly {

	private final FileNamings namings = new FileNamings();

	private final List<MigrationProblem> problems;

	private final List<String> ignored = new ArrayList<>();

	private final List<Migration> migrations = new ArrayList<>();

	private final Map<MigrationKey, ScriptFile> downs = new LinkedHashMap<>();

	ScriptAssembly(List<MigrationProblem> problems) {
		this.problems = problems;
	}

	List<Migration> assemble(List<ScriptFile> files) {
		Map<ScriptFile, ParsedName> wholes = new LinkedHashMap<>();
		for (ScriptFile file : files) {
			this.namings.parseFile(file.fileName())
				.ifPresentOrElse((parsed) -> sort(file, parsed, wholes), () -> unnamed(file));
		}
		wholes.forEach(this::add);
		this.downs.values()
			.forEach((file) -> report(file.location(),
					"undoes a migration that is not there: add its up part, or remove it"));
		return this.migrations;
	}

	/**
	 * Returns SQL files that are no migrations by their names.
	 */
	List<String> ignored() {
		return this.ignored;
	}

	private void sort(ScriptFile file, ParsedName parsed, Map<ScriptFile, ParsedName> wholes) {
		if (parsed.part() == Part.WHOLE) {
			wholes.put(file, parsed);
			return;
		}
		ScriptFile other = this.downs.putIfAbsent(parsed.key(), file);
		if (other != null) {
			report(file.location(), "undoes the same migration as %s: remove one of them".formatted(other.location()));
		}
	}

	private void unnamed(ScriptFile file) {
		if (FileNamings.looksLikeMigration(file.fileName())) {
			report(file.location(), "the name fits no convention: name it like one of " + FileNamings.FORMS);
		}
		else {
			this.ignored.add(file.location());
		}
	}

	private void add(ScriptFile file, ParsedName parsed) {
		ForeignSections.in(file).ifPresent(this.problems::add);
		SectionedScript sections = SectionedScript.of(file.location(), file.text(), this.problems);
		SqlScript up = withDirectives(sections.up());
		SqlScript down = down(parsed, sections);
		this.migrations.add(new SqlMigration(parsed.version(), parsed.name(), up,
				(down != null) ? withDirectives(down) : null, ScriptChecksum.of(up.text())));
	}

	private SqlScript withDirectives(SqlScript script) {
		try {
			return SqlScript.of(script.location(), script.text(), script.firstLine());
		}
		catch (SqlScriptException ex) {
			this.problems.add(MigrationProblem.of(script.location(), ex));
			return script;
		}
	}

	private @Nullable SqlScript down(ParsedName parsed, SectionedScript sections) {
		ScriptFile beside = this.downs.remove(parsed.key());
		if (beside == null) {
			return sections.down();
		}
		if (sections.down() != null) {
			report(beside.location(), "%s has a section '-- migrate:down' already: keep one of the two"
				.formatted(sections.down().location()));
		}
		return beside.text().isBlank() ? null
				: new SqlScript(beside.location(), beside.text(), 1, ScriptDirectives.NONE);
	}

	private void report(String location, String message) {
		this.problems.add(new MigrationProblem(location, message));
	}

}
