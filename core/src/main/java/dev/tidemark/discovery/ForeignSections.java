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

	private static final Pattern EVOLUTION = Pattern.compile("^[ \\t]*(#|--)[- \\t]*!(?<section>Ups|Downs)",
			Pattern.MULTILINE);

	private ForeignSections() {
	}

	static Optional<MigrationProblem> in(ScriptFile file) {
		Matcher matcher = EVOLUTION.matcher(file.text());
		if (!matcher.find()) {
			return Optional.empty();
		}
		int line = 1 + (int) file.text().substring(0, matcher.start()).chars().filter((c) -> c == '\n').count();
		return Optional.of(new MigrationProblem(file.location(), line, 0,
				"'%s' is a section of Play's evolutions, which are not read: write '-- migrate:up' and '-- migrate:down' instead (and ';' for ';;')"
					.formatted(matcher.group().strip())));
	}

}
