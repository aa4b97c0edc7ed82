package dev.tidemark.discovery;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.sql.LineComments;

/**
 * Finds the section markers of tools whose files are not read, lest their undo runs right
 * after what it undoes.
 */
final class ForeignSections {

	private static final Pattern SECTION = Pattern.compile("""
			^[ \\t]*(?:(?:\\#|--)[- \\t]*!(?<evolution>Ups|Downs)\
			|--[ \\t]*rambler[ \\t]+(?<rambler>up|down)\
			|--[ \\t]*=+[ \\t]*(?<shmig>UP|DOWN)[ \\t]*=+)""", Pattern.MULTILINE);

	private static final List<String> WORDS = List.of("!", "rambler", "=");

	private ForeignSections() {
	}

	static Optional<MigrationProblem> in(ScriptFile file) {
		if (file.text().indexOf('#') < 0 && !LineComments.begin(file.text(), WORDS)) {
			return Optional.empty();
		}
		Matcher matcher = SECTION.matcher(file.text());
		if (!matcher.find()) {
			return Optional.empty();
		}
		int line = 1 + (int) file.text().substring(0, matcher.start()).chars().filter((c) -> c == '\n').count();
		return Optional.of(new MigrationProblem(file.location(), line, 0,
				"'%s' is a section of %s, which is not read: write '-- migrate:up' and '-- migrate:down' instead%s"
					.formatted(matcher.group().strip(), tool(matcher),
							(matcher.group("evolution") != null) ? " (and ';' for ';;')" : "")));
	}

	private static String tool(Matcher matcher) {
		if (matcher.group("evolution") != null) {
			return "a Play evolution";
		}
		return (matcher.group("rambler") != null) ? "rambler" : "shmig";
	}

}
