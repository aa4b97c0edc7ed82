package dev.tidemark.sql;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in place of <code>${name}</code>.
 */
public final class Placeholders {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}\\r\\n]*)}");

	private Placeholders() {
	}

	/**
	 * Replaces all placeholders of a script, wherever they stand; values are taken as
	 * they are.
	 * @param text the script
	 * @param values the values by name
	 * @param firstLine the line of the file in which the script begins, counted from 1
	 * @return the script with values
	 * @throws SqlScriptException if a placeholder has no value
	 */
	public static String replace(String text, Map<String, String> values, int firstLine) {
		Matcher matcher = PLACEHOLDER.matcher(text);
		if (!matcher.find()) {
			return text;
		}
		StringBuilder replaced = new StringBuilder(text.length());
		do {
			String value = values.get(matcher.group(1).strip());
			if (value == null) {
				throw Positions.fault(text, firstLine, matcher.start(), unknown(matcher.group(1).strip(), values));
			}
			matcher.appendReplacement(replaced, Matcher.quoteReplacement(value));
		}
		while (matcher.find());
		return matcher.appendTail(replaced).toString();
	}

	private static String unknown(String name, Map<String, String> values) {
		String known = values.isEmpty() ? "none is set"
				: "known are " + String.join(", ", new TreeSet<>(values.keySet()));
		String nearest = Nearest.to(name, values.keySet()).map(" (did you mean '%s'?)"::formatted).orElse("");
		return "the placeholder '${%s}' has no value%s: set tidemark.placeholders.%s; %s".formatted(name, nearest, name,
				known);
	}

}
