package dev.tidemark.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.RehearsalException;

/**
 * Writes the structure of a database by PostgreSQL's own program, where it is on the
 * path.
 */
public final class PgDump {

	private static final String PROGRAM = "pg_dump";

	private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d{1,4})");

	private static final Duration ANSWER = Duration.ofMillis(100);

	private PgDump() {
	}

	/**
	 * Says why the program cannot be used.
	 * @param serverVersion such as {@code 180006}
	 * @return what is in the way, for people, or nothing
	 */
	public static String obstacle(int serverVersion) {
		int major = serverVersion / 10_000;
		try {
			Process process = new ProcessBuilder(PROGRAM, "--version").redirectErrorStream(true).start();
			String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			Matcher matcher = VERSION.matcher(answer);
			if (!matcher.find()) {
				return "pg_dump does not tell its version";
			}
			int found = Integer.parseInt(matcher.group(1));
			return (found >= major) ? "" : "pg_dump is of version %d, and the server of %d".formatted(found, major);
		}
		catch (IOException ex) {
			return "pg_dump is not on the path";
		}
	}

	/**
	 * Writes the structure.
	 * @param environment how libpq connects, with the password
	 * @param database the database's name
	 * @param leftOut tables that are left out, quoted where needed
	 * @param cancellation tells whether to end early
	 * @return a script without commands of psql
	 * @throws RehearsalException if the program fails
	 */
	public static String structure(Map<String, String> environment, String database, List<String> leftOut,
			Cancellation cancellation) {
		try {
			Path output = Files.createTempFile("tidemark-rehearsal", ".sql");
			Path errors = Files.createTempFile("tidemark-rehearsal", ".txt");
			try {
				List<String> command = new ArrayList<>(List.of(PROGRAM, "--schema-only", "--no-password",
						"--no-subscriptions", "--lock-wait-timeout=1000"));
				leftOut.forEach((table) -> command.add("--exclude-table=" + table));
				command.add("--dbname=" + database);
				ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile())
					.redirectError(errors.toFile());
				builder.environment().putAll(environment);
				// each of them would win over the host that is given
				builder.environment().keySet().removeAll(List.of("PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE"));
				await(builder.start(), cancellation, errors);
				return withoutCommands(Files.readString(output));
			}
			finally {
				Files.deleteIfExists(output);
				Files.deleteIfExists(errors);
			}
		}
		catch (IOException ex) {
			throw failed(String.valueOf(ex.getMessage()), ex);
		}
	}

	private static void await(Process process, Cancellation cancellation, Path errors) throws IOException {
		try {
			while (!process.waitFor(0, TimeUnit.MILLISECONDS)) {
				if (cancellation.await(ANSWER)) {
					throw new MigrationCancelledException(
							"The rehearsal was cancelled while it read the structure; nothing was run", null);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MigrationCancelledException("The rehearsal was interrupted; nothing was run", ex);
		}
		finally {
			process.destroy();
		}
		if (process.exitValue() != 0) {
			throw failed(Files.readString(errors).strip(), null);
		}
	}

	private static RehearsalException failed(String why, @Nullable Exception cause) {
		return new RehearsalException("pg_dump could not read the structure: %s. Nothing was run".formatted(why),
				"Rehearse on the live database (--live), in a transaction that is rolled back.", cause);
	}

	private static String withoutCommands(String script) {
		return Arrays.stream(script.split("\n", -1))
			.filter((line) -> !line.startsWith("\\restrict ") && !line.startsWith("\\unrestrict "))
			.collect(Collectors.joining("\n"));
	}

}
