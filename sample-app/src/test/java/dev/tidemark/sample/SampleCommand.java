package dev.tidemark.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The packaged application as its own command line, in a process whose standard output
 * and standard error are kept apart.
 */
final class SampleCommand implements AutoCloseable {

	private final Process process;

	private final Path output;

	private final Path errors;

	private SampleCommand(Process process, Path output, Path errors) {
		this.process = process;
		this.output = output;
		this.errors = errors;
	}

	static SampleCommand start(Path directory, Map<String, String> environment, String... arguments)
			throws IOException {
		Path output = Files.createTempFile(directory, "output", ".txt");
		Path errors = Files.createTempFile(directory, "errors", ".txt");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-jar", System.getProperty("tidemark.sample.jar")));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectOutput(output.toFile())
			.redirectError(errors.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("DATABASE_") || name.startsWith("SPRING_"));
		builder.environment().putAll(environment);
		return new SampleCommand(builder.start(), output, errors);
	}

	/**
	 * Runs a command to its end and checks how it ended.
	 */
	static SampleCommand run(int code, Path directory, Map<String, String> environment, String... arguments)
			throws IOException {
		try (SampleCommand command = start(directory, environment, arguments)) {
			assertThat(command.awaitExit()).as(command.errors()).isEqualTo(code);
			return command;
		}
	}

	int awaitExit() {
		await().atMost(Duration.ofSeconds(90)).until(() -> !this.process.isAlive());
		return this.process.exitValue();
	}

	void terminate() {
		this.process.destroy();
	}

	String output() throws IOException {
		return Files.readString(this.output);
	}

	String errors() throws IOException {
		return Files.readString(this.errors);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		awaitExit();
	}

}
