package dev.tidemark;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;

import dev.tidemark.lock.LockSettings;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class ConcurrentMigratorsTests extends AbstractMigratorTests {

	private static final int MIGRATORS = 8;

	@RepeatedTest(3)
	void applyEachMigrationExactlyOnce() {
		write("001_users.sql", "CREATE TABLE users (id bigint)");
		write("002_rows.sql", "INSERT INTO users SELECT generate_series(1, 3)");
		write("003_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)");
		write("R__more.sql", "INSERT INTO users VALUES (4)");
		MigratorSettings settings = settings().withLock(new LockSettings(null, null, Duration.ofMillis(20), null));
		List<BackgroundRun> runs = IntStream.range(0, MIGRATORS)
			.mapToObj((i) -> BackgroundRun.start(migrator(settings)::migrate))
			.toList();
		List<String> applied = runs.stream().flatMap((run) -> run.report().scripts().stream()).toList();
		assertThat(applied).containsExactlyInAnyOrder("001_users.sql", "002_rows.sql", "003_index.sql", "R__more.sql");
		assertThat(values("SELECT id FROM users ORDER BY id")).containsExactly("1", "2", "3", "4");
		assertThat(history()).extracting(AppliedMigration::script)
			.containsExactly("001_users.sql", "002_rows.sql", "003_index.sql", "R__more.sql");
		assertThat(Collections.frequency(states(), MigrationState.APPLIED)).isEqualTo(4);
	}

}
