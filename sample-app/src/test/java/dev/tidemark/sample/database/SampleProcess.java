package dev.tidemark.sample.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tidemark.sample.SampleApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application in a process of its own, which a test may kill.
 */
final class SampleProcess implements AutoCloseable {

	private final Process process;

	private final Path output;

	private SampleProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	static SampleProcess start(Path workingDirectory, Map<String, String> environment) throws IOException {
		Path output = workingDirectory.resolve("output.txt");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), SampleApplication.class.getName(), "--server.port=0"));
		ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("DATABASE_") || name.startsWith("SPRING_"));
		builder.environment().putAll(environment);
		return new SampleProcess(builder.start(), output);
	}

	void awaitReady() {
		await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
			assertThat(output()).contains("Started SampleApplication");
			assertThat(this.process.isAlive()).isTrue();
		});
	}

	int awaitExit() {
		await().atMost(Duration.ofSeconds(90)).until(() -> !this.process.isAlive());
		return this.process.exitValue();
	}

	void terminate() {
		this.process.destroy();
	}

	void kill() {
		this.process.destroyForcibly();
		awaitExit();
	}

	String output() throws IOException {
		return Files.readString(this.output);
	}

	@Override
	public void close() {
		kill();
	}

}
