package dev.tidemark.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.postgresql.jdbc.PreferQueryMode;

import dev.tidemark.lock.LockStrategy;
import dev.tidemark.test.database.TestDatabase;

/**
 * A migrating process as its parent sees it.
 */
final class ChildProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/** What a child needs: the fewer, the faster it starts. */
	private static final List<String> CLASS_PATH = List.of("classes", "test-classes", "tidemark-core", "spring-core",
			"spring-jdbc", "spring-tx", "spring-beans", "spring-jcl", "commons-logging", "slf4j-api", "jspecify",
			"postgresql");

	private final Process process;

	private final Path output;

	private ChildProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Starts a child that migrates the databases of some cases.
	 * @param login whose user and password it uses
	 * @param folder where the migrations are
	 */
	static ChildProcess start(List<KillCase> cases, MatrixMode mode, TestDatabase login, Path folder) {
		return start(0, login, folder, mode.lock(), cases.stream().map(KillCase::url).toList());
	}

	/**
	 * Starts a child that migrates one database.
	 */
	static ChildProcess start(TestDatabase database, Path folder) {
		return start(0, database, folder, LockStrategy.ADVISORY, List.of(database.jdbcUrl()));
	}

	/**
	 * Starts a child that undoes the newest migration of a database.
	 */
	static ChildProcess startUndo(TestDatabase database, Path folder) {
		return start(1, database, folder, LockStrategy.ADVISORY, List.of(database.jdbcUrl()));
	}

	/**
	 * Starts a {@link LargeScriptChild}.
	 * @param heapMb the most that its heap may have
	 */
	static ChildProcess startWithHeap(int heapMb, TestDatabase database, PreferQueryMode queryMode, Path folder) {
		return start(List.of("-Xmx" + heapMb + "m", "-XX:+UseG1GC", "-cp", classPath(),
				LargeScriptChild.class.getName(), database.username(), database.password(), folder.toString(),
				database.jdbcUrl(), queryMode.value()));
	}

	private static ChildProcess start(int undo, TestDatabase login, Path folder, LockStrategy lock, List<String> urls) {
		List<String> arguments = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
				"-D%s=%d".formatted(MigratingChild.UNDO, undo), "-cp", classPath(), MigratingChild.class.getName(),
				login.username(), login.password(), folder.toString(), lock.name()));
		arguments.addAll(urls);
		return start(arguments);
	}

	private static ChildProcess start(List<String> arguments) {
		try {
			List<String> command = new ArrayList<>(arguments);
			command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
			Path output = Files.createTempFile("migrating-child", ".txt");
			return new ChildProcess(
					new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start(),
					output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> CLASS_PATH.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Sends SIGKILL, and returns when the process is gone.
	 */
	void kill() {
		this.process.destroyForcibly();
		awaitExit();
	}

	/**
	 * Sends SIGTERM, where the system has it.
	 */
	void terminate() {
		this.process.destroy();
	}

	int awaitExit() {
		return awaitExit(PATIENCE);
	}

	int awaitExit(Duration patience) {
		try {
			if (!this.process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
				throw new AssertionError("The child does not end: " + output());
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	String output() {
		try (Stream<String> lines = Files.lines(this.output)) {
			return lines.filter((line) -> !line.startsWith("SLF4J")).collect(Collectors.joining("\n"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		kill();
		try {
			Files.delete(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
