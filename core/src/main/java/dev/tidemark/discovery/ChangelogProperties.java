package dev.tidemark.discovery;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.sql.ChangesetHead;

/**
 * The parameters that changelogs give values themselves
 * ({@code --property name:n value:v}). What has no value here stays as it is, as with
 * Liquibase, and may be a placeholder.
 */
final class ChangelogProperties {

	private static final Pattern PARAMETER = Pattern.compile("\\$\\{(?<name>[^{}\\r\\n]*)}");

	private static final Pattern NAME = Pattern.compile(".*\\bname:\\s*(?<value>\\S+).*", Pattern.CASE_INSENSITIVE);

	private static final Pattern VALUE = Pattern.compile(".*\\bvalue:\\s*(?<value>\\S+).*", Pattern.CASE_INSENSITIVE);

	private final Map<String, String> global = new HashMap<>();

	private final Map<String, String> ofFile = new HashMap<>();

	/**
	 * Forgets what only the file before may use.
	 */
	void nextFile() {
		this.ofFile.clear();
	}

	/**
	 * Reads a line. The first value of a name counts.
	 */
	void define(String line, Consumer<String> problems) {
		ChangesetHead attributes = new ChangesetHead("", "", line);
		Matcher name = NAME.matcher(line);
		Matcher value = VALUE.matcher(line);
		if (!name.matches() || !value.matches()) {
			problems.accept("not written as Liquibase reads it: expected --property name:n value:v");
		}
		else if (ChangesetAttributes.condition(attributes).isPresent()) {
			problems.accept(
					"a property for a context or label, and Tidemark has neither: remove the condition, or set tidemark.placeholders.%s per environment"
						.formatted(name.group("value")));
		}
		else if (ChangesetAttributes.isForPostgres(attributes)) {
			boolean onlyHere = attributes.flag("global").filter((global) -> !global).isPresent();
			(onlyHere ? this.ofFile : this.global).putIfAbsent(name.group("value"), expand(value.group("value")));
		}
	}

	String expand(String text) {
		return text.contains("${") ? PARAMETER.matcher(text).replaceAll(this::value) : text;
	}

	private String value(MatchResult parameter) {
		String name = parameter.group(1).strip();
		String value = this.global.getOrDefault(name, this.ofFile.getOrDefault(name, parameter.group()));
		return Matcher.quoteReplacement(value);
	}

}
