package dev.tidemark.discovery;

import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.discovery.ParsedName.Part;
import dev.tidemark.migration.Version;

/**
 * A convention that one pattern describes. Its groups {@code v1}, {@code v2}… are the
 * parts of the version, and its group {@code name} the name.
 */
final class PatternNaming implements FileNaming {

	private final String form;

	private final Pattern pattern;

	private final int parts;

	private final int digits;

	private final String mark;

	/**
	 * Creates a convention.
	 * @param form an example, for messages
	 * @param parts how many parts of the version have a group of their own
	 * @param digits how many digits each such name begins with, or 0 where that differs
	 * @param mark what occurs in each such name
	 * @param pattern what matches a whole name
	 */
	PatternNaming(String form, int parts, int digits, String mark, String pattern) {
		this.form = form;
		this.parts = parts;
		this.digits = digits;
		this.mark = mark;
		this.pattern = Pattern.compile(pattern);
	}

	@Override
	public boolean mayFit(String stem, int leadingDigits) {
		return (this.digits == 0 || this.digits == leadingDigits) && stem.contains(this.mark);
	}

	@Override
	public Optional<ParsedName> parse(String stem) {
		Matcher matcher = this.pattern.matcher(stem);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		StringJoiner version = new StringJoiner(".");
		for (int part = 1; part <= this.parts; part++) {
			version.add(matcher.group("v" + part).replace("-", ""));
		}
		String name = matcher.group("name");
		return Optional.of(new ParsedName(Version.of(version.toString()), (name != null) ? name : "", Part.WHOLE));
	}

	@Override
	public String form() {
		return this.form;
	}

}
