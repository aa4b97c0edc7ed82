package dev.tidemark.boot.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tidemark.event.MigrationEvent.Blocked;
import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.event.MigrationEvent.StepStarted;
import dev.tidemark.event.StepDescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Progress}.
 */
class ProgressTests {

	private static final StepDescription STEP = new StepDescription("007", "search", "db/migration/007_search.sql",
			"up", "pending", 2, 3);

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	@Test
	void tellsOnATerminalWhichStatementOfHowManyRunsAndForHowLong() {
		Progress progress = progress(true);
		progress.onEvent(new StepStarted("default", STEP, 1));
		progress.onEvent(new StatementStarted("default", STEP, 4, 12, 30, "CREATE INDEX x ON y (z)"));
		await().until(() -> text().contains("\r\u001b[K007 search (2 of 3): statement 4 of 12, "));
		progress.onEvent(new Blocked("default", STEP, Duration.ofSeconds(3), List.of("pid 17 (reports)")));
		await().until(() -> text().contains("007 search waits for a lock for 3.0 s behind pid 17 (reports), "));
		progress.onEvent(new StepFinished("default", STEP, Duration.ofMillis(1500)));
		assertThat(text()).endsWith("applied 007 search (2 of 3) in 1.5 s" + System.lineSeparator());
		progress.end();
	}

	@Test
	void tellsAWaitInAPipeOnceAndNoStatement() {
		Progress progress = progress(false);
		progress.onEvent(new StepStarted("default", STEP, 1));
		progress.onEvent(new StatementStarted("default", STEP, 4, 12, 30, "CREATE INDEX x ON y (z)"));
		progress.onEvent(new Blocked("default", STEP, Duration.ofSeconds(1), List.of("pid 17")));
		progress.onEvent(new Blocked("default", STEP, Duration.ofSeconds(2), List.of("pid 17")));
		assertThat(text().lines()).containsExactly("007 search waits for a lock for 1.0 s behind pid 17");
	}

	@Test
	void showsEachStatementWithItsTimeWhereThatIsAskedFor() {
		Progress progress = progress(false);
		progress.setVerbose(true);
		progress.onEvent(new StatementStarted("default", STEP, 1, 1, 30, "CREATE INDEX x ON y (z)"));
		progress.onEvent(new StepFinished("default", STEP, Duration.ofMillis(20)));
		assertThat(text().lines()).first()
			.asString()
			.matches(" +\\d+ ms  db/migration/007_search.sql:30  CREATE INDEX x ON y \\(z\\)");
	}

	private Progress progress(boolean interactive) {
		PrintStream err = new PrintStream(this.written, true, StandardCharsets.UTF_8);
		return new Progress(new Terminal(err, err, interactive, false));
	}

	private String text() {
		return this.written.toString(StandardCharsets.UTF_8);
	}

}
