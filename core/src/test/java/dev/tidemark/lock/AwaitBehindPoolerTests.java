package dev.tidemark.lock;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.BackgroundRun;
import dev.tidemark.Migrator;
import dev.tidemark.RecordedEvents;
import dev.tidemark.WaitSettings;
import dev.tidemark.event.MigrationEvent.MigrationsAwaited;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Pods behind a pooler in transaction mode wait for a job on a direct connection.
 */
@PostgresTest
class AwaitBehindPoolerTests extends AbstractPgBouncerTests {

	@ParameterizedTest
	@ValueSource(strings = { "simple", "extended" })
	void waitOnSessionsOfWhichNoneIsTheirs(String queryMode) {
		inTransactionMode(2);
		write("001_users.sql", "CREATE TABLE users (id bigint)");
		write("002_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)");
		List<RecordedEvents> seen = List.of(new RecordedEvents(), new RecordedEvents(), new RecordedEvents());
		List<BackgroundRun> pods = seen.stream().map((events) -> startWait(queryMode, events)).toList();
		await().until(() -> seen.stream().allMatch((events) -> events.of(MigrationsAwaited.class).size() > ENOUGH));
		assertThat(migrator(direct(), settings()).migrate().scripts()).hasSize(2);
		assertThat(pods).allSatisfy((pod) -> assertThat(pod.report().status().version()).isEqualTo("002"));
		assertThat(seen).allSatisfy((events) -> assertThat(events.of(Warned.class)).isEmpty());
	}

	private BackgroundRun startWait(String queryMode, RecordedEvents events) {
		Migrator pod = Migrator.of(pooled(queryMode), settings()).withListeners(List.of(events));
		return BackgroundRun.start(() -> pod.await(new WaitSettings(null, Duration.ofMillis(10))));
	}

}
