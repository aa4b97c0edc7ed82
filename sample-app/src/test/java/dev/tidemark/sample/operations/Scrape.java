package dev.tidemark.sample.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an application tells Prometheus, and whether an expression asks for anything else.
 */
final class Scrape {

	private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? (\\S+)$", Pattern.MULTILINE);

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

	private static final Pattern SELECTOR = Pattern.compile("\\b(tidemark_\\w+)(?:\\{([^}]*)})?");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!=|!~|=)\\s*\"([^\"]*)\"");

	private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");

	private static final Pattern TEMPLATE = Pattern.compile("\\$labels\\.(\\w+)");

	private final List<Sample> samples = new ArrayList<>();

	Scrape(String text) {
		Matcher lines = SAMPLE.matcher(text);
		while (lines.find()) {
			Map<String, String> labels = new HashMap<>();
			Matcher label = LABEL.matcher((lines.group(2) != null) ? lines.group(2) : "");
			while (label.find()) {
				labels.put(label.group(1), label.group(2));
			}
			// what Prometheus itself adds
			labels.put("instance", "");
			labels.put("job", "");
			this.samples.add(new Sample(lines.group(1), labels));
		}
	}

	/**
	 * Finds what an alert asks for and nobody tells.
	 */
	List<String> missing(AlertRules.Rule rule) {
		List<String> missing = new ArrayList<>();
		List<Sample> chosen = new ArrayList<>();
		Matcher selectors = SELECTOR.matcher(rule.expression());
		while (selectors.find()) {
			List<Sample> found = find(selectors.group(1), selectors.group(2));
			if (found.isEmpty()) {
				missing.add(selectors.group());
			}
			chosen.addAll(found);
		}
		if (chosen.isEmpty() && missing.isEmpty()) {
			missing.add("any meter of Tidemark");
		}
		labels(rule).stream()
			.filter((label) -> chosen.stream().noneMatch((sample) -> sample.labels().containsKey(label)))
			.forEach((label) -> missing.add("label " + label));
		return missing;
	}

	private static List<String> labels(AlertRules.Rule rule) {
		List<String> labels = new ArrayList<>();
		Matcher grouping = GROUPING.matcher(rule.expression());
		while (grouping.find()) {
			labels.addAll(List.of(grouping.group(1).trim().split("\\s*,\\s*")));
		}
		for (String annotation : rule.annotations().values()) {
			Matcher template = TEMPLATE.matcher(annotation);
			while (template.find()) {
				labels.add(template.group(1));
			}
		}
		return labels;
	}

	private List<Sample> find(String name, String matchers) {
		List<Sample> found = new ArrayList<>(this.samples.stream().filter((one) -> one.name().equals(name)).toList());
		Matcher matcher = MATCHER.matcher((matchers != null) ? matchers : "");
		while (matcher.find()) {
			String label = matcher.group(1);
			String value = matcher.group(3);
			boolean regex = matcher.group(2).endsWith("~");
			boolean negative = matcher.group(2).startsWith("!");
			found.removeIf((sample) -> !sample.labels().containsKey(label)
					|| matches(sample.labels().get(label), value, regex) == negative);
		}
		return found;
	}

	private static boolean matches(String actual, String value, boolean regex) {
		return regex ? actual.matches(value) : actual.equals(value);
	}

	private record Sample(String name, Map<String, String> labels) {

	}

}
