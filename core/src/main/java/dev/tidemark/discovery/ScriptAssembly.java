package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.ParsedName.Part;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.sql.ScriptChecksum;

/**
 * Puts files together into migrations: up parts, and the down parts beside them. Pure;
 * what is wrong is collected, not thrown.
 */
final class ScriptAssembly {

	private final ScriptReading reading;

	private final List<MigrationProblem> problems;

	private final Map<MigrationKey, NamedScript> downs = new LinkedHashMap<>();

	ScriptAssembly(ScriptReading reading, List<MigrationProblem> problems) {
		this.reading = reading;
		this.problems = problems;
	}

	List<Migration> assemble(List<NamedScript> scripts) {
		scripts.stream().filter((script) -> script.is(Part.DOWN)).forEach(this::keepDown);
		List<Migration> migrations = new ArrayList<>();
		List<NamedScript> wholes = scripts.stream().filter((script) -> script.is(Part.WHOLE)).toList();
		ParallelWork.map(wholes, this::read).stream().map(this::migration).forEach(migrations::add);
		scripts.stream().filter((script) -> script.is(Part.BASELINE)).map(this::baseline).forEach(migrations::add);
		this.downs.values()
			.forEach((down) -> report(down.file().location(),
					"undoes a migration that is not there: add its up part, or remove it"));
		return migrations;
	}

	private void keepDown(NamedScript script) {
		NamedScript other = this.downs.putIfAbsent(script.parsed().key(), script);
		if (other != null) {
			report(script.file().location(),
					"undoes the same migration as %s: remove one of them".formatted(other.file().location()));
		}
	}

	private ReadScript read(NamedScript script) {
		List<MigrationProblem> found = new ArrayList<>(0);
		ScriptReading.Parts parts = this.reading.telling(found).parts(script);
		return new ReadScript(script, parts, ScriptChecksum.of(parts.up().text()), found);
	}

	private Migration migration(ReadScript read) {
		this.problems.addAll(read.problems());
		ParsedName parsed = read.script().parsed();
		return new SqlMigration((parsed.version() != null) ? MigrationKind.SQL : MigrationKind.REPEATABLE,
				parsed.version(), parsed.name(), read.parts().up(), down(read.script(), read.parts().down()),
				read.checksum());
	}

	private Migration baseline(NamedScript script) {
		SqlScript whole = this.reading.whole(script);
		return new SqlMigration(MigrationKind.BASELINE, script.parsed().version(), script.parsed().name(), whole, null,
				ScriptChecksum.of(whole.text()));
	}

	private @Nullable SqlScript down(NamedScript script, @Nullable SqlScript section) {
		NamedScript beside = this.downs.remove(script.parsed().key());
		if (beside == null) {
			return section;
		}
		if (section != null) {
			report(beside.file().location(),
					"%s has a down section already: keep one of the two".formatted(section.location()));
		}
		return beside.file().text().isBlank() ? null : this.reading.whole(beside);
	}

	private void report(String location, String message) {
		this.problems.add(new MigrationProblem(location, message));
	}

	/**
	 * A script that has been read.
	 *
	 * @param script the script
	 * @param parts its parts
	 * @param checksum the checksum of the up part
	 * @param problems what is wrong with it
	 */
	private record ReadScript(NamedScript script, ScriptReading.Parts parts, String checksum,
			List<MigrationProblem> problems) {

	}

}
