package dev.tidemark.boot.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds what {@code docs/adopting-liquibase.md} shows of it against what it does.
 */
class LiquibaseToSqlCommandTests {

	private static final String COMMAND = "liquibase-to-sql db/changelog/db.changelog-master.xml --to ";

	private static final String SHOWN = "src/main/resources/db/migration";

	@TempDir
	private Path folder;

	private CommandRun run() {
		return CommandRun.offline(COMMAND + this.folder);
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.sorted().toList();
		}
	}

	@Test
	void writesWhatThePageShows() throws IOException {
		CommandRun run = run();
		assertThat(run.code()).as(run.err()).isZero();
		String page = Files.readString(Path.of("..", "docs", "adopting-liquibase.md"));
		assertThat(page).contains("$ java -jar app.jar --tidemark.command=\"" + COMMAND + SHOWN + "\"\n"
				+ run.out().replace(this.folder.toString(), SHOWN).replace(System.lineSeparator(), "\n") + "```");
		assertThat(files()).hasSize(2);
		assertThat(page).contains("```sql\n" + Files.readString(files().get(0)) + "```");
	}

	@Test
	void overwritesNothingAndSaysSo() {
		run();
		CommandRun again = run();
		assertThat(again.code()).isEqualTo(1);
		assertThat(again.err()).contains("error: Cannot write into " + this.folder,
				"(0 of 2 files were written before)",
				"action: Nothing is ever overwritten: name an empty folder with --to.");
	}

	@Test
	void asksForLiquibaseWhereItIsNotThere() throws IOException {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(new FilteredClassLoader("liquibase"));
		try {
			CommandRun run = run();
			assertThat(run.code()).isEqualTo(2);
			assertThat(run.err()).contains("Liquibase is not on the class path: add its dependency");
			assertThat(files()).isEmpty();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

}
