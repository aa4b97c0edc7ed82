package dev.tidemark.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.BackgroundRun;
import dev.tidemark.CapturedLog;
import dev.tidemark.OtherSession;
import dev.tidemark.event.MigrationEvent.StatementProgress;
import dev.tidemark.execution.BuildProgress.Sample;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whoever waits for a long build hears how far it is.
 */
@PostgresTest
class BuildProgressTests extends AbstractInterruptionTests {

	private static final String BUILD = "CREATE INDEX CONCURRENTLY users_id ON users (id)";

	private long now;

	@BeforeEach
	void setUp() {
		database().execute("CREATE TABLE users (id bigint)");
		old().begin("INSERT INTO users VALUES (1)");
	}

	@Test
	void isTold() {
		write("001_index.sql", BUILD);
		try (CapturedLog log = new CapturedLog()) {
			BackgroundRun run = BackgroundRun.start(migrator()::migrate);
			await().until(() -> !events().of(StatementProgress.class).isEmpty());
			old().end();
			run.report();
			StatementProgress progress = events().of(StatementProgress.class).get(0);
			assertThat(progress.step().version()).isEqualTo("001");
			assertThat(progress.phase()).isEqualTo("waiting for writers before build");
			assertThat(progress.done()).isZero();
			assertThat(progress.total()).isEqualTo(1);
			assertThat(progress.unit()).isEqualTo("sessions");
			assertThat(log.messages(Level.INFO)).contains("Database 'default': 001 index builds an index: "
					+ "waiting for writers before build, 0 of 1 sessions (0 %)");
		}
	}

	@Test
	void isAskedForEverLessOften() throws SQLException {
		try (OtherSession other = OtherSession.open(database(), "other");
				Session watching = Sessions.open(database().dataSource())) {
			BackgroundRun build = BackgroundRun.start(() -> {
				other.execute(BUILD);
				return null;
			});
			awaitWaiting("create index%");
			BuildProgress progress = new BuildProgress(() -> this.now);
			StringBuilder looked = new StringBuilder();
			for (int second = 1; second <= 200; second++) {
				this.now = Duration.ofSeconds(second).toNanos();
				Optional<Sample> sample = progress.look(watching, other.pid());
				looked.append(sample.isPresent() ? second + " " : "");
			}
			assertThat(looked.toString()).isEqualTo("5 10 20 40 80 140 200 ");
			assertThat(progress.look(watching, old().pid())).isEmpty();
			old().end();
			await().until(build::isDone);
		}
	}

}
