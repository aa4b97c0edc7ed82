package dev.tidemark.discovery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.migration.Version;

/**
 * A number or timestamp first: {@code 001_description}, {@code 001},
 * {@code 1.2_description}, {@code 20260102093000_description}.
 */
final class NumberedNaming implements FileNaming {

	private static final Pattern FORM = Pattern.compile("(?<version>[0-9]+(\\.[0-9]+)*)(_(?<name>.+))?");

	@Override
	public Optional<ParsedName> parse(String stem) {
		Matcher matcher = FORM.matcher(stem);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		String name = matcher.group("name");
		return Optional.of(new ParsedName(Version.of(matcher.group("version")), (name != null) ? name : "",
				ParsedName.Part.WHOLE));
	}

}
