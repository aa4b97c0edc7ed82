package dev.tidemark.execution;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.BackgroundRun;
import dev.tidemark.OtherSession;
import dev.tidemark.event.MigrationEvent.Blocked;
import dev.tidemark.event.MigrationEvent.RetryScheduled;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@PostgresTest
class ConcurrentIndexTests extends AbstractMigratorTests {

	private OtherSession old;

	@BeforeEach
	void setUp() {
		database().execute("CREATE TABLE users (id bigint); CREATE INDEX users_old ON users (id)");
		this.old = OtherSession.open(database(), "old").begin("INSERT INTO users VALUES (1)");
	}

	@AfterEach
	void tearDown() {
		this.old.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX CONCURRENTLY users_id ON users (id)",
			"DROP INDEX CONCURRENTLY users_old; CREATE INDEX users_id ON users (id)",
			"REINDEX INDEX CONCURRENTLY users_old; CREATE INDEX users_id ON users (id)" })
	void waitsLongerThanLockTimeoutForAnOldTransaction(String script) {
		write("001_index.sql", "-- tidemark: statement-timeout=200ms\n" + script);
		ExecutionSettings impatient = new ExecutionSettings(Duration.ofMillis(200), null, null);
		BackgroundRun run = BackgroundRun.start(migrator(settings().withExecution(impatient))::migrate);
		awaitLockWait(Duration.ofMillis(800));
		await().until(() -> !events().of(Blocked.class).isEmpty());
		this.old.end();
		assertThat(run.report().scripts()).containsExactly("001_index.sql");
		assertThat(events().of(Blocked.class).get(0).blockers()).singleElement()
			.asString()
			.contains("pid %d (application old".formatted(this.old.pid()));
		assertThat(events().of(RetryScheduled.class)).isEmpty();
		assertThat(values("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid")).isEmpty();
		assertThat(exists("users_id")).isTrue();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

}
