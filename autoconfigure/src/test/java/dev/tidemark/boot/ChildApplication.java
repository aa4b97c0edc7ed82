package dev.tidemark.boot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * An application in a process of its own, where jars may be absent.
 */
public final class ChildApplication implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private final Process process;

	private final Path output;

	private final @Nullable Path errors;

	private ChildApplication(Process process, Path output, @Nullable Path errors) {
		this.process = process;
		this.output = output;
		this.errors = errors;
	}

	/**
	 * Starts a class with a main method.
	 * @param main the class
	 * @param absentJars the beginnings of the names of jars that are left out
	 * @param arguments given to the main method
	 * @param options given to the virtual machine
	 */
	public static ChildApplication start(Class<?> main, List<String> absentJars, List<String> arguments,
			String... options) throws IOException {
		Path output = Files.createTempFile("child-application", ".txt");
		Process process = new ProcessBuilder(command(main, absentJars, arguments, options)).redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		return new ChildApplication(process, output, null);
	}

	/**
	 * Starts a class with a main method, and keeps what it writes to standard output and
	 * to standard error apart.
	 * @param main the class
	 * @param environment added to the environment
	 * @param arguments given to the main method
	 */
	public static ChildApplication startApart(Class<?> main, Map<String, String> environment, String... arguments)
			throws IOException {
		Path output = Files.createTempFile("child-application", ".txt");
		Path errors = Files.createTempFile("child-application-errors", ".txt");
		ProcessBuilder builder = new ProcessBuilder(command(main, List.of(), List.of(arguments)))
			.redirectOutput(output.toFile())
			.redirectError(errors.toFile());
		builder.environment().putAll(environment);
		return new ChildApplication(builder.start(), output, errors);
	}

	private static List<String> command(Class<?> main, List<String> absentJars, List<String> arguments,
			String... options) {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((jar) -> absentJars.stream().noneMatch(Path.of(jar).getFileName().toString()::startsWith))
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
		command.addAll(List.of(options));
		command.addAll(List.of("-cp", classPath, main.getName()));
		command.addAll(arguments);
		return command;
	}

	public int awaitExit() {
		await().atMost(PATIENCE).until(() -> !this.process.isAlive());
		return this.process.exitValue();
	}

	/**
	 * Sends SIGTERM, where the system has it.
	 */
	public void terminate() {
		this.process.destroy();
	}

	public String output() throws IOException {
		return Files.readString(this.output);
	}

	public String errors() throws IOException {
		return Files.readString(Objects.requireNonNull(this.errors));
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly();
		awaitExit();
		Files.delete(this.output);
		if (this.errors != null) {
			Files.delete(this.errors);
		}
	}

}
