package dev.tidemark.adopted;

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
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tidemark.test.database.TestDatabase;

/**
 * One start of the application in a process of its own.
 *
 * @param code the exit code
 * @param output what it wrote
 */
record ShopProcess(int code, String output) {

	/** A start takes seconds; a busy machine may need more. */
	private static final Duration LONGEST = Duration.ofSeconds(90);

	/** As it comes out of the build, in whatever way that names things. */
	private static final Predicate<String> TIDEMARK = Pattern
		.compile("[/\\\\](core|autoconfigure)[/\\\\](target[/\\\\]classes|main)|tidemark-(core|spring-boot)-")
		.asPredicate();

	private static final Predicate<String> FLYWAY = Pattern.compile("[/\\\\](flyway-|spring-boot(-starter)?-flyway)")
		.asPredicate();

	static ShopProcess withFlyway(TestDatabase database) {
		return start(TIDEMARK, database, List.of());
	}

	static ShopProcess withTidemark(TestDatabase database, String... arguments) {
		return start(FLYWAY, database, List.of(arguments));
	}

	/**
	 * Starts with the Java migration as a bean.
	 */
	static ShopProcess withTidemarkAndPortedMigration(TestDatabase database, String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--spring.main.sources=" + PortedMigration.class.getName());
		return start(FLYWAY, database, all);
	}

	private static ShopProcess start(Predicate<String> absent, TestDatabase database, List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx256m", "-Dstdout.encoding=UTF-8", "-cp", classPath(absent),
						ShopApplication.class.getName(), "--spring.datasource.url=" + database.jdbcUrl(),
						"--spring.datasource.username=" + database.username(),
						"--spring.datasource.password=" + database.password()));
		command.addAll(arguments);
		try {
			Path output = Files.createTempFile("shop", ".log");
			try {
				return ended(
						new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start(),
						output);
			}
			finally {
				Files.delete(output);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits, and kills what does not end: whoever asks for the exit code sees what it
	 * wrote until then. It writes into a file, lest anything waits for a pipe.
	 */
	private static ShopProcess ended(Process process, Path output) throws IOException {
		try {
			// nobody answers questions
			process.getOutputStream().close();
			boolean ended = process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
			process.destroyForcibly().waitFor();
			String text = Files.readString(output);
			return new ShopProcess(process.exitValue(), ended ? text
					: "Killed, as it had not ended after %s. Until then it wrote:%n%s".formatted(LONGEST, text));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the application ran", ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String classPath(Predicate<String> absent) {
		String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Arrays.stream(all.split(File.pathSeparator))
			.filter(absent.negate())
			.collect(Collectors.joining(File.pathSeparator));
	}

}
