package dev.tidemark.sample.operations;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The documented alert rules.
 */
final class AlertRules {

	static final Path FILE = Path.of("..", "docs", "prometheus", "alerts.yaml");

	private AlertRules() {
	}

	static List<Rule> read() throws IOException {
		try (Reader reader = Files.newBufferedReader(FILE)) {
			Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
			return list(root.get("groups")).stream()
				.flatMap((group) -> list(group.get("rules")).stream())
				.map(Rule::of)
				.toList();
		}
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(Object value) {
		return (List<Map<String, Object>>) value;
	}

	/**
	 * One alert.
	 */
	record Rule(String alert, String expression, Map<String, String> labels, Map<String, String> annotations) {

		@SuppressWarnings("unchecked")
		private static Rule of(Map<String, Object> rule) {
			return new Rule((String) rule.get("alert"), (String) rule.get("expr"),
					(Map<String, String>) rule.get("labels"), (Map<String, String>) rule.get("annotations"));
		}

		@Override
		public String toString() {
			return this.alert;
		}

	}

}
