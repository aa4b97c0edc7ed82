package dev.tidemark.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application in a process of its own, which a test may kill.
 */
public final class SampleProcess implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final Process process;

	private final Path output;

	private SampleProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Starts the classes of this build.
	 */
	public static SampleProcess start(Path workingDirectory, Map<String, String> environment) throws IOException {
		return start(workingDirectory, environment, "-cp", System.getProperty("java.class.path"),
				SampleApplication.class.getName());
	}

	/**
	 * Starts a packaged application.
	 */
	public static SampleProcess startJar(Path jar, Path workingDirectory, Map<String, String> environment,
			String... arguments) throws IOException {
		return start(workingDirectory, environment,
				Stream.concat(Stream.of("-jar", jar.toString()), Stream.of(arguments)).toArray(String[]::new));
	}

	private static SampleProcess start(Path workingDirectory, Map<String, String> environment, String... what)
			throws IOException {
		Path output = Files.createTempFile(workingDirectory, "output", ".txt");
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(what));
		command.add("--server.port=0");
		ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("DATABASE_") || name.startsWith("SPRING_"));
		builder.environment().putAll(environment);
		return new SampleProcess(builder.start(), output);
	}

	/**
	 * Waits until the schema is current.
	 */
	public void awaitReady() {
		await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
			assertThat(output()).contains("Database 'default' is ");
			assertThat(this.process.isAlive()).isTrue();
		});
	}

	/**
	 * Waits until the web server is up, and returns its port.
	 */
	public int awaitPort() {
		return await().atMost(Duration.ofSeconds(90)).until(() -> {
			Matcher matcher = PORT.matcher(output());
			return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
		}, (port) -> port > 0);
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	public int awaitExit() {
		await().atMost(Duration.ofSeconds(90)).until(() -> !this.process.isAlive());
		return this.process.exitValue();
	}

	public void terminate() {
		this.process.destroy();
	}

	public void kill() {
		this.process.destroyForcibly();
		awaitExit();
	}

	public String output() throws IOException {
		return Files.readString(this.output);
	}

	@Override
	public void close() {
		kill();
	}

}
