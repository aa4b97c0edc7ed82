package dev.tidemark.sample;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jobs of {@code docs/ci/pipeline.yaml}.
 */
final class PipelinePage {

	private static final Path FILE = Path.of("..", "docs", "ci", "pipeline.yaml");

	private PipelinePage() {
	}

	static Map<String, Object> jobs() throws IOException {
		try (Reader reader = Files.newBufferedReader(FILE)) {
			Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
			return map(root.get("jobs"));
		}
	}

	/**
	 * Runs the steps of a job as a pipeline does, which ends at the first that fails.
	 * @return what they wrote
	 */
	static String run(String job, Path directory, Map<String, String> environment)
			throws IOException, InterruptedException {
		List<?> steps = (List<?>) Objects.requireNonNull(map(jobs().get(job)).get("steps"));
		String script = steps.stream()
			.map((step) -> String.valueOf(map(step).get("run")))
			.collect(Collectors.joining("\n"))
			.replace("java -jar app.jar",
					"'%s' -jar '%s'".formatted(Path.of(System.getProperty("java.home"), "bin", "java"),
							System.getProperty("tidemark.sample.jar")));
		Path output = Files.createTempFile(directory, "pipeline", ".txt");
		ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", script).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("DATABASE_") || name.startsWith("SPRING_"));
		builder.environment().putAll(environment);
		int code = builder.start().waitFor();
		String text = Files.readString(output);
		assertThat(code).as(text).isZero();
		return text;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(@Nullable Object value) {
		return (Map<String, Object>) Objects.requireNonNull(value);
	}

}
