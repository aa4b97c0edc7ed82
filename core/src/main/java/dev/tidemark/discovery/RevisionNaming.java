package dev.tidemark.discovery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.migration.Version;

/**
 * Date, time and revision first: {@code 20260102_0930_rev_slug}. Date and time are the
 * version.
 */
final class RevisionNaming implements FileNaming {

	private static final Pattern FORM = Pattern.compile("(?<date>[0-9]{8})_(?<time>[0-9]{4}|[0-9]{6})_(?<name>[^_].*)");

	@Override
	public Optional<ParsedName> parse(String stem) {
		Matcher matcher = FORM.matcher(stem);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		Version version = Version.of(matcher.group("date") + "." + matcher.group("time"));
		return Optional.of(new ParsedName(version, matcher.group("name"), ParsedName.Part.WHOLE));
	}

}
