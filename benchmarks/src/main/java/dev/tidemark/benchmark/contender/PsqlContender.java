package dev.tidemark.benchmark.contender;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tidemark.benchmark.server.Database;

/**
 * What a careful shell script does: one psql process that asks the server which of the
 * files are not in the history, and runs them, each in a transaction with its row.
 */
public final class PsqlContender implements Contender {

	private static final List<String> COMMAND = List.of("psql", "--no-psqlrc", "--quiet", "--no-align", "--tuples-only",
			"--set=ON_ERROR_STOP=1", "--username=" + Database.USER);

	@Override
	public String name() {
		return "psql";
	}

	@Override
	public FileLayout layout() {
		return FileLayout.NUMBERED;
	}

	/**
	 * The version that is installed.
	 * @return what psql says of itself, empty if there is none
	 */
	public static String version() {
		try {
			Process process = new ProcessBuilder("psql", "--version").redirectErrorStream(true).start();
			String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
			return (process.waitFor() == 0) ? answer : "";
		}
		catch (IOException ex) {
			return "";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "";
		}
	}

	@Override
	public void migrate(Database database, Path folder) throws Exception {
		Path work = Files.createTempDirectory("tidemark-psql-");
		try {
			Path script = Files.writeString(work.resolve("migrate.psql"), script(folder, work.resolve("pending.psql")));
			run(database, script);
		}
		finally {
			Files.deleteIfExists(work.resolve("pending.psql"));
			Files.deleteIfExists(work.resolve("migrate.psql"));
			Files.delete(work);
		}
	}

	private static String script(Path folder, Path pending) throws IOException {
		String files = RawScript.readAll(folder)
			.stream()
			.map((script) -> script.name() + " " + script.checksum())
			.collect(Collectors.joining("\n"));
		return """
				%1$s;
				\\o '%2$s'
				SELECT format(E'BEGIN;\\n\\\\i ''%3$s/%%1$s''\\nINSERT INTO raw_history VALUES (%%1$L, %%2$s);\\nCOMMIT;',
				    name, file.checksum)
				  FROM (SELECT split_part(line, ' ', 1) AS name, split_part(line, ' ', 2)::bigint AS checksum
				    FROM string_to_table('%4$s', E'\\n') line) file
				  LEFT JOIN raw_history USING (name)
				  WHERE raw_history.checksum IS DISTINCT FROM file.checksum ORDER BY name;
				\\o
				\\i '%2$s'
				"""
			.formatted(RawHistory.CREATE, pending, folder, files);
	}

	private static void run(Database database, Path script) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(COMMAND));
		builder.command()
			.addAll(List.of("--host=" + database.host(), "--port=" + database.port(), "--dbname=" + database.name(),
					"--file=" + script));
		String searchPath = (database.schema() != null) ? " -c search_path=" + database.schema() : "";
		builder.environment()
			.putAll(Map.of("PGSSLMODE", "disable", "PGGSSENCMODE", "disable", "PGCLIENTENCODING", "UTF8", "PGOPTIONS",
					"-c client_min_messages=warning" + searchPath));
		Process process = builder.redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException("psql failed: " + output);
		}
	}

}
