package dev.tidemark.discovery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.migration.MigrationProblem;

/**
 * Finds the section markers of tools whose files are not read, lest their undo runs right
 * after what it undoes.
 */
final class ForeignSections {

	private static final Pattern MARKER = Pattern
		.compile("^[ \\t]*--[ \\t]*\\+(?<tool>goose|migrate)[ \\t]+(?<section>\\w+)", Pattern.MULTILINE);

	private ForeignSections() {
	}

	static Optional<MigrationProblem> in(ScriptFile file) {
		Matcher matcher = MARKER.matcher(file.text());
		if (!matcher.find()) {
			return Optional.empty();
		}
		int line = 1 + (int) file.text().substring(0, matcher.start()).chars().filter((c) -> c == '\n').count();
		String tool = matcher.group("tool").equals("goose") ? "goose" : "sql-migrate";
		return Optional.of(new MigrationProblem(file.location(), line, 0,
				"'-- +%s %s' is a section of %s, which is not read: write '-- migrate:up' and '-- migrate:down' instead"
					.formatted(matcher.group("tool"), matcher.group("section"), tool)));
	}

}
