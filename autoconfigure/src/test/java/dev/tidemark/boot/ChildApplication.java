package dev.tidemark.boot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import static org.awaitility.Awaitility.await;

/**
 * An application in a process of its own, where jars may be absent.
 */
public final class ChildApplication implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private final Process process;

	private final Path output;

	private ChildApplication(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Starts a class with a main method.
	 * @param main the class
	 * @param absentJars the beginnings of the names of jars that are left out
	 * @param arguments given to the main method
	 */
	public static ChildApplication start(Class<?> main, List<String> absentJars, List<String> arguments)
			throws IOException {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((jar) -> absentJars.stream().noneMatch(Path.of(jar).getFileName().toString()::startsWith))
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", classPath, main.getName()));
		command.addAll(arguments);
		Path output = Files.createTempFile("child-application", ".txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		return new ChildApplication(process, output);
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

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly();
		awaitExit();
		Files.delete(this.output);
	}

}
