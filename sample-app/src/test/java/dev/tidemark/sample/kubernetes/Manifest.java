package dev.tidemark.sample.kubernetes;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A documented manifest with one container.
 */
final class Manifest {

	static final Path FOLDER = Path.of("..", "docs", "kubernetes");

	private final Map<String, Object> root;

	private Manifest(Map<String, Object> root) {
		this.root = root;
	}

	static Manifest read(String name) throws IOException {
		try (Reader reader = Files.newBufferedReader(FOLDER.resolve(name))) {
			return new Manifest(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
		}
	}

	/**
	 * Returns what is at a path of keys, or {@code null}.
	 */
	Object at(String... path) {
		return at(this.root, path);
	}

	private static Object at(Map<String, Object> from, String... path) {
		Object value = from;
		for (String key : path) {
			value = map(value).get(key);
		}
		return value;
	}

	Map<String, Object> container() {
		List<?> containers = (List<?>) at("spec", "template", "spec", "containers");
		return map(containers.get(0));
	}

	String[] arguments() {
		List<?> arguments = (List<?>) container().getOrDefault("args", List.of());
		return arguments.stream().map(String::valueOf).toArray(String[]::new);
	}

	/**
	 * Returns the variables, with the name of the secret in place of a value from one.
	 */
	Map<String, String> environment() {
		Map<String, String> environment = new LinkedHashMap<>();
		for (Object entry : (List<?>) container().get("env")) {
			Map<String, Object> variable = map(entry);
			Object value = variable.containsKey("value") ? variable.get("value")
					: at(variable, "valueFrom", "secretKeyRef", "name");
			environment.put(String.valueOf(variable.get("name")), String.valueOf(value));
		}
		return environment;
	}

	/**
	 * Returns the path that a probe asks for.
	 */
	String probe(String name) {
		return String.valueOf(at(container(), name, "httpGet", "path"));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

}
