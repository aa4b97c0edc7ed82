package dev.tidemark.discovery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.discovery.ParsedName.Part;
import dev.tidemark.migration.Version;

/**
 * Postgrator's names, in which the direction comes before the description:
 * {@code 001.do.description} and {@code 001.undo.description}.
 */
final class PostgratorNaming implements FileNaming {

	private static final Pattern FORM = Pattern
		.compile("(?<version>[0-9]+)\\.(?<action>(?i:do|undo))(\\.(?<name>.+))?");

	@Override
	public boolean mayFit(String stem, int digits) {
		return stem.startsWith(".", digits);
	}

	@Override
	public Optional<ParsedName> parse(String stem) {
		Matcher matcher = FORM.matcher(stem);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		String name = matcher.group("name");
		return Optional.of(new ParsedName(Version.of(matcher.group("version")), (name != null) ? name : "",
				matcher.group("action").equalsIgnoreCase("do") ? Part.WHOLE : Part.DOWN));
	}

	@Override
	public String form() {
		return "001.do.description.sql";
	}

}
