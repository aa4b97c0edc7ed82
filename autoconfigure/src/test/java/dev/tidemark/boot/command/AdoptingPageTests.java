package dev.tidemark.boot.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/adopting.md} and what belongs to it against what the commands print,
 * each on a database as its tool leaves it.
 */
@PostgresTest
class AdoptingPageTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Path FIXTURES = Path.of("src", "test", "resources", "adopting");

	private static final Pattern BLOCK = Pattern
		.compile("(?s)```console\n(\\$ java -jar app\\.jar --tidemark\\.command=\"(adopt (\\S+) [^\"]*)\")\n(.*?)```");

	@ParameterizedTest
	@CsvSource({ "adopting.md, 11", "adopting-liquibase.md, 1" })
	void showsWhatTheCommandsPrint(String name, int atLeast, TestServer server) throws IOException {
		String page = Files.readString(DOCS.resolve(name));
		StringBuilder real = new StringBuilder();
		Matcher block = BLOCK.matcher(page);
		int blocks = 0;
		while (block.find()) {
			String output = run(server, block.group(3), block.group(2));
			block.appendReplacement(real,
					Matcher.quoteReplacement("```console\n" + block.group(1) + "\n" + output + "```"));
			blocks++;
		}
		block.appendTail(real);
		// to write the page anew: replace it by this file, and look at the difference
		Files.createDirectories(Path.of("target"));
		Files.writeString(Path.of("target", name), real);
		assertThat(blocks).isGreaterThanOrEqualTo(atLeast);
		assertThat(page).isEqualTo(real.toString());
	}

	private static String run(TestServer server, String tool, String command) throws IOException {
		Path fixture = FIXTURES.resolve(command.endsWith("--yes") ? "changed" : tool);
		try (TestDatabase database = server.createDatabase()) {
			database.execute(Files.readString(fixture.resolve("setup.sql")));
			CommandRun run = CommandRun.of(database, new MigrationFolder(fixture.resolve("migrations")), command);
			return (run.out() + run.err()).replace(fixture.resolve("migrations") + "/", "db/migration/")
				.lines()
				.map(String::stripTrailing)
				.reduce("", (text, line) -> text + line + "\n");
		}
	}

}
