package dev.tidemark.boot.command;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.authoring.CreateSettings;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/commands.md} against what the commands print, one after the other, on
 * the migrations of the sample application.
 */
@PostgresTest
class CommandsPageTests {

	private static final Path PAGE = Path.of("..", "docs", "commands.md");

	private static final Path SAMPLE = Path.of("..", "sample-app", "src", "main", "resources", "db", "migration");

	private static final String SOURCES = "src/main/resources/db/migration";

	private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)```");

	private static final Pattern CALL = Pattern.compile("\\$ java -jar app\\.jar --tidemark\\.command=(\"?)(.*)\\1");

	private static final CodeMigration DEMONSTRATION = new CodeMigration(Version.of("006"), "demonstration_data",
			"dev.tidemark.sample.demo.LoadDemonstrationData", true, (context) -> {
			});

	@TempDir
	private Path directory;

	@Test
	void showsWhatTheCommandsPrint(TestDatabase database) throws IOException {
		Path sources = this.directory.resolve(SOURCES);
		FileSystemUtils.copyRecursively(SAMPLE, sources);
		String page = Files.readString(PAGE);
		StringBuilder real = new StringBuilder();
		Matcher block = BLOCK.matcher(page);
		while (block.find()) {
			block.appendReplacement(real,
					Matcher.quoteReplacement("```console\n" + play(database, block.group(1)) + "```"));
		}
		block.appendTail(real);
		// to write the page anew: replace it by this file, and look at the difference
		Files.writeString(Path.of("target", "commands.md"), real);
		assertThat(normal(page)).isEqualTo(normal(real.toString()));
	}

	/**
	 * Returns a block as it would be seen on a terminal.
	 */
	private String play(TestDatabase database, String block) throws IOException {
		StringBuilder seen = new StringBuilder();
		int code = 0;
		for (String line : block.lines().filter((candidate) -> candidate.startsWith("$ ")).toList()) {
			seen.append(line).append('\n');
			Matcher call = CALL.matcher(line);
			if (call.matches()) {
				CommandRun run = run(database, call.group(2));
				code = run.code();
				seen.append(run.out().replace(this.directory + "/", "").replaceAll("(?m)^new\\d+/", ""));
			}
			else {
				assertThat(line).isEqualTo("$ echo $?");
				seen.append(code).append('\n');
			}
		}
		return seen.toString();
	}

	private CommandRun run(TestDatabase database, String command) throws IOException {
		String called = command.replace("--output ", "--output " + this.directory + "/");
		Path project = command.startsWith("init") ? Files.createTempDirectory(this.directory, "new") : this.directory;
		URL[] resources = { this.directory.resolve("src/main/resources").toUri().toURL() };
		try (URLClassLoader classes = new URLClassLoader(resources, null)) {
			Migrator migrator = Migrator
				.of(database.dataSource(), MigratorSettings.defaults().withApplication("sample"))
				.withResources(new PathMatchingResourcePatternResolver(new DefaultResourceLoader(classes)))
				.withJavaMigrations(() -> List.of(DEMONSTRATION));
			return CommandRun.asOneStream(migrator, new CreateSettings(null, project.resolve(SOURCES), null), called);
		}
	}

	@Test
	void showsTheHelpOfEveryCommand() throws IOException {
		String page = Files.readString(PAGE);
		List<String> commands = new ArrayList<>(CommandRun.offline("help")
			.out()
			.lines()
			.filter((line) -> line.matches("  [a-z]\\S* .*"))
			.map((line) -> line.strip().split(" ", 2)[0])
			.toList());
		assertThat(commands).contains("status", "migrate");
		commands.remove("help");
		assertThat(commands).allSatisfy((command) -> {
			assertThat(page).contains("## " + command + "\n");
			assertThat(page).contains(CommandRun.offline("help " + command).out());
		});
	}

	/**
	 * What differs each time it is run, and from one machine to the next: with a new
	 * enough pg_dump on the path a copy is made in another way.
	 */
	private static String normal(String text) {
		return Stream.of(text.replaceAll("(?m)^note: Java migrations that have run.*\n\n", "").split("\n"))
			.map((line) -> line.replaceAll(", made by .*; nothing in", ", made by PROGRAM; nothing in"))
			.map((line) -> line.replaceAll("\\d+(\\.\\d+)? m?s\\b", "TIME")
				.replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "AT")
				.replaceAll("sample@[^\\s,]+(, pid \\d+)?", "PROCESS")
				.replaceAll("\\btidemark_rehearsal_\\w+", "COPY")
				.replaceAll("\\b(postgres|sample|tidemark_test_\\w+)\\b", "NAME")
				.replaceAll(" {2,}", "  ")
				.strip())
			.reduce("", (left, right) -> left + '\n' + right)
			.toLowerCase(Locale.ROOT);
	}

}
