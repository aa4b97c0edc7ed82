package dev.tidemark.sql;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces <code>${name}</code> in a script.
 */
public final class Placeholders {

	private static final Pattern FORM = Pattern.compile("\\$\\{([^}\\s]+)}");

	private Placeholders() {
	}

	/**
	 * Replaces every placeholder.
	 * @param text the script
	 * @param values values by name
	 * @param firstLine the line of the file at which the text begins, from 1
	 * @return the script with the values in place
	 * @throws SqlScriptException if a name is not known
	 */
	public static String replace(String text, Map<String, String> values, int firstLine) {
		Matcher matcher = FORM.matcher(text);
		StringBuilder replaced = new StringBuilder();
		while (matcher.find()) {
			String value = values.get(matcher.group(1));
			if (value == null) {
				throw unknown(text, matcher, values).movedBy(firstLine - 1);
			}
			matcher.appendReplacement(replaced, Matcher.quoteReplacement(value));
		}
		return matcher.appendTail(replaced).toString();
	}

	private static SqlScriptException unknown(String text, Matcher matcher, Map<String, String> values) {
		String known = values.isEmpty() ? "none is set"
				: "known are " + String.join(", ", new TreeSet<>(values.keySet()));
		return new SqlScriptException("the placeholder %s has no value: set tidemark.placeholders.%s (%s)"
			.formatted(matcher.group(), matcher.group(1), known), text, matcher.start());
	}

}
