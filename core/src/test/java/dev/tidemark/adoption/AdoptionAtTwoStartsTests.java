package dev.tidemark.adoption;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.MigrationReport;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Two instances start at the same moment, and both may take over: the one that comes
 * first is held up by the tool's own lock, with ours, for which the other one waits.
 */
class AdoptionAtTwoStartsTests extends AbstractMigratorTests {

	private static final String FLYWAY = """
			CREATE TABLE flyway_schema_history (installed_rank integer PRIMARY KEY, version varchar(50), description varchar(200),
			  type varchar(20), script varchar(1000), checksum integer, installed_by varchar(100),
			  installed_on timestamp DEFAULT now(), execution_time integer, success boolean);
			INSERT INTO flyway_schema_history VALUES (1, '1', 'users', 'SQL', '001_users.sql', NULL, 'ann', now(), 3, true)
			""";

	private static final String GOLANG_MIGRATE = """
			CREATE TABLE schema_migrations (version bigint not null primary key, dirty boolean not null);
			INSERT INTO schema_migrations VALUES (1, false)
			""";

	static Stream<Arguments> tools() {
		long flyway = 77431708279161L + "\"public\".\"flyway_schema_history\"".hashCode();
		return Stream.of(arguments("schema_migrations", FLYWAY, String.valueOf(flyway)),
				arguments("tidemark_migrations", GOLANG_MIGRATE, "golang-migrate"));
	}

	@ParameterizedTest
	@MethodSource("tools")
	@Timeout(60)
	void takesOverOnceAndRunsWhatIsNewOnce(String ours, String theirs, String key) throws SQLException {
		write("001_users.sql", "CREATE TABLE users ()").write("002_orders.sql", "CREATE TABLE orders ()");
		database().execute("CREATE TABLE users (); " + theirs);
		MigratorSettings auto = settings()
			.withAdoption(new AdoptionSettings("auto", null, false, false, PlainColumns.USUAL));
		List<CompletableFuture<MigrationReport>> starts;
		try (Connection holder = database().dataSource().getConnection();
				Statement statement = holder.createStatement()) {
			statement.execute("SELECT pg_advisory_lock(%d)".formatted(LockKeys.of(key, database().name())));
			starts = Stream.generate(() -> start(auto)).limit(2).toList();
			// the session of each, and the one with which the first asks for the lock
			await().until(() -> values(
					"SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
				.size() == 4);
			assertThat(exists(ours)).isFalse();
		}
		assertThat(starts).extracting((start) -> start.join().scripts())
			.containsExactlyInAnyOrder(List.of("002_orders.sql"), List.of());
		assertThat(values("SELECT version || ' ' || kind FROM %s ORDER BY id".formatted(ours)))
			.containsExactly("001 adopted", "002 sql");
	}

	private CompletableFuture<MigrationReport> start(MigratorSettings settings) {
		return CompletableFuture.supplyAsync(() -> Migrator.of(database().dataSource(), settings).migrate(),
				(task) -> new Thread(task, "start").start());
	}

}
