package dev.tidemark.test;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tidemark.test.database.TestDatabase;

/**
 * The real psql, as a person runs it.
 */
final class Psql {

	private Psql() {
	}

	static boolean isInstalled() {
		try {
			return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns its major version.
	 */
	static int version() {
		try {
			Process process = new ProcessBuilder("psql", "--version").start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return Integer.parseInt(output.replaceFirst("(?s)^\\D*(\\d+).*", "$1"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Runs a script to its end.
	 */
	static void run(Path script, TestDatabase database) {
		Result result = execute(script, database);
		if (result.exitCode() != 0) {
			throw new AssertionError("psql failed:\n" + result.output());
		}
	}

	/**
	 * Runs a script up to its end or its first error.
	 */
	static Result execute(Path script, TestDatabase database, String... options) {
		List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"));
		command.addAll(List.of(options));
		command.addAll(List.of("-f", script.toString()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(environment(database));
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new Result(process.waitFor(), output);
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> environment(TestDatabase database) {
		URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
		return Map.of("PGHOST", address.getHost(), "PGPORT", String.valueOf(address.getPort()), "PGDATABASE",
				database.name(), "PGUSER", database.username(), "PGPASSWORD", database.password(), "PGCLIENTENCODING",
				"UTF8");
	}

	/**
	 * What came of it.
	 *
	 * @param exitCode 0, or 3 after an error of a script
	 * @param output what psql said
	 */
	record Result(int exitCode, String output) {

	}

}
