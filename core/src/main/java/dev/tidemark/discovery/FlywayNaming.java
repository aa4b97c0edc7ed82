package dev.tidemark.discovery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.migration.Version;

/**
 * Flyway's names: {@code V1_2__description}, {@code U1_2__description} (its undo),
 * {@code R__description} (repeatable).
 */
final class FlywayNaming implements FileNaming {

	private static final Pattern VERSIONED = Pattern
		.compile("(?<prefix>[VU])(?<version>[0-9]+([._][0-9]+)*)__(?<name>.+)");

	private static final Pattern REPEATABLE = Pattern.compile("R__(?<name>.+)");

	@Override
	public Optional<ParsedName> parse(String stem) {
		Matcher repeatable = REPEATABLE.matcher(stem);
		if (repeatable.matches()) {
			return Optional.of(new ParsedName(null, repeatable.group("name"), ParsedName.Part.WHOLE));
		}
		Matcher versioned = VERSIONED.matcher(stem);
		if (!versioned.matches()) {
			return Optional.empty();
		}
		ParsedName.Part part = versioned.group("prefix").equals("U") ? ParsedName.Part.DOWN : ParsedName.Part.WHOLE;
		return Optional.of(new ParsedName(Version.of(versioned.group("version")), versioned.group("name"), part));
	}

}
