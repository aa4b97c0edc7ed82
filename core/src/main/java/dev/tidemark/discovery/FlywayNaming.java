package dev.tidemark.discovery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.discovery.ParsedName.Part;
import dev.tidemark.migration.Version;

/**
 * Flyway's names: {@code V1_2__description}, {@code U1_2__description} (its undo),
 * {@code B1_2__description} (a baseline), {@code R__description} (repeatable). Refinery's
 * {@code V1__description} is one of them.
 */
final class FlywayNaming implements FileNaming {

	private static final Pattern VERSIONED = Pattern
		.compile("(?<prefix>[VUB])(?<version>[0-9]+([._][0-9]+)*)(__(?<name>.*))?");

	private static final Pattern REPEATABLE = Pattern.compile("R__(?<name>.+)");

	@Override
	public Optional<ParsedName> parse(String stem) {
		if (stem.startsWith("R")) {
			Matcher repeatable = REPEATABLE.matcher(stem);
			return repeatable.matches() ? Optional.of(new ParsedName(null, repeatable.group("name"), Part.WHOLE))
					: Optional.empty();
		}
		Matcher versioned = VERSIONED.matcher(stem);
		if (!versioned.matches()) {
			return Optional.empty();
		}
		String name = versioned.group("name");
		return Optional.of(new ParsedName(Version.of(versioned.group("version")), (name != null) ? name : "",
				part(versioned.group("prefix"))));
	}

	private static Part part(String prefix) {
		return switch (prefix) {
			case "U" -> Part.DOWN;
			case "B" -> Part.BASELINE;
			default -> Part.WHOLE;
		};
	}

	@Override
	public String form() {
		return "V1_2__description.sql (or R__description.sql)";
	}

}
