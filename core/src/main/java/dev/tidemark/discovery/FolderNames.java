package dev.tidemark.discovery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import dev.tidemark.migration.MigrationProblem;

/**
 * Reads the names of the migrations in one folder of the file system, whatever is wrong
 * with their texts.
 */
public final class FolderNames {

	private FolderNames() {
	}

	/**
	 * Reads names as a location's are read.
	 * @param folder the folder, which may be missing
	 * @param settings how names are read where the conventions alone do not tell
	 * @return the files whose names are those of migrations; others are left out
	 */
	public static List<NamedFile> read(Path folder, NamingSettings settings) {
		List<MigrationProblem> problems = new ArrayList<>();
		List<ScriptFile> files = new ScriptFiles(new PathMatchingResourcePatternResolver(), problems)
			.read(List.of("file:" + folder));
		return new ScriptNames(settings, problems).read(files).stream().map(FolderNames::named).toList();
	}

	private static NamedFile named(NamedScript script) {
		ParsedName parsed = script.parsed();
		return new NamedFile(script.file().path(), DecoratedName.of(script.file()).stem(), parsed.version(),
				parsed.name(), NamedFile.Part.valueOf(parsed.part().name()), script.file().text());
	}

}
