package dev.tidemark.discovery;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.Version;

/**
 * Takes the first folder below a location as the first part of the version, where numbers
 * begin anew in each: {@code 2/01_x.sql} is {@code 2.01}.
 */
final class Editions {

	private static final Pattern NUMBER = Pattern.compile("[^0-9]*(?<number>[0-9]+([._][0-9]+)*)[^0-9]*");

	private final List<MigrationProblem> problems;

	Editions(List<MigrationProblem> problems) {
		this.problems = problems;
	}

	NamedScript place(NamedScript script) {
		Version version = script.parsed().version();
		if (version == null) {
			return script;
		}
		Optional<Version> edition = edition(script.file().path());
		if (edition.isEmpty()) {
			this.problems.add(new MigrationProblem(script.file().location(),
					"is in no numbered folder, and tidemark.folders=editions expects one for each edition, such as 1/001_description.sql: move it, or remove that setting"));
			return script;
		}
		return script.withParsed(script.parsed().withVersion(version.within(edition.get())));
	}

	private static Optional<Version> edition(String path) {
		int slash = path.indexOf('/');
		Matcher matcher = NUMBER.matcher((slash > 0) ? path.substring(0, slash) : "");
		return matcher.matches() ? Version.find(matcher.group("number")) : Optional.empty();
	}

}
