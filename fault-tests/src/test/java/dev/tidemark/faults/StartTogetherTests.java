package dev.tidemark.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tidemark.MigrationReport;
import dev.tidemark.Migrator;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many instances start at the same moment, again and again.
 */
@PostgresTest
class StartTogetherTests {

	private static final int MIGRATORS = 32;

	private static final int ROUNDS = Integer.getInteger("tidemark.faults.rounds", 50);

	private static final int SEVERAL = 5;

	@TempDir
	private Path directory;

	private TestServer server;

	private MigrationFolder folder;

	private final ExecutorService executor = Executors.newFixedThreadPool(MIGRATORS);

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory)
			.write("001_users.sql", "CREATE TABLE users (id bigint); INSERT INTO users VALUES (1)")
			.write("002_more.sql", "INSERT INTO users VALUES (2)")
			.write("R__last.sql", "INSERT INTO users VALUES (3)");
	}

	@AfterEach
	void tearDown() {
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@EnumSource(names = { "ADVISORY", "LEASE" })
	void applyEachMigrationExactlyOnce(LockStrategy strategy) {
		repeat(ROUNDS, strategy, List.of("001_users.sql", "002_more.sql", "R__last.sql"), List.of());
	}

	@ParameterizedTest
	@EnumSource(names = { "ADVISORY", "LEASE" })
	void waitForOneThatBuildsAnIndexConcurrently(LockStrategy strategy) {
		this.folder.write("003_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)")
			.write("004_index.sql", "DROP INDEX CONCURRENTLY users_id")
			.write("005_index.sql", "CREATE UNIQUE INDEX CONCURRENTLY users_id ON users (id)");
		repeat(Math.max(1, ROUNDS / SEVERAL), strategy, List.of("001_users.sql", "002_more.sql", "003_index.sql",
				"004_index.sql", "005_index.sql", "R__last.sql"), List.of("users_id"));
	}

	private void repeat(int rounds, LockStrategy strategy, List<String> scripts, List<String> indexes) {
		long start = System.nanoTime();
		for (int round = 1; round <= rounds; round++) {
			try (TestDatabase database = this.server.createDatabase()) {
				Onlooker onlooker = new Onlooker(database.dataSource());
				assertThat(migrateTogether(database, strategy)).as("round %d", round)
					.containsExactlyInAnyOrderElementsOf(scripts);
				assertThat(onlooker.values("SELECT id FROM users ORDER BY id")).containsExactly("1", "2", "3");
				assertThat(onlooker.values("SELECT script FROM schema_migrations WHERE state = 'applied' ORDER BY id"))
					.containsExactlyElementsOf(scripts);
				assertThat(onlooker.history()).hasSize(scripts.size());
				assertThat(onlooker.values("SELECT indexrelid::regclass FROM pg_index WHERE indisvalid "
						+ "AND indrelid = 'users'::regclass"))
					.isEqualTo(indexes);
				assertThat(onlooker.invalidIndexes()).isEmpty();
				onlooker.awaitFreeLock(Duration.ofSeconds(2));
			}
		}
		System.out.printf("%d rounds of %d migrators that start together, %s lock: %d s%n", rounds, MIGRATORS,
				strategy.word(), Duration.ofNanos(System.nanoTime() - start).toSeconds());
	}

	/**
	 * Returns what the runs say that they applied, all together.
	 */
	private Stream<String> migrateTogether(TestDatabase database, LockStrategy strategy) {
		CountDownLatch start = new CountDownLatch(1);
		List<CompletableFuture<MigrationReport>> runs = IntStream.range(0, MIGRATORS)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> migrate(start, database, strategy), this.executor))
			.toList();
		start.countDown();
		return runs.stream().map(CompletableFuture::join).flatMap((report) -> report.scripts().stream());
	}

	private MigrationReport migrate(CountDownLatch start, TestDatabase database, LockStrategy strategy) {
		try {
			start.await();
			return Migrator.of(database.dataSource(), this.folder.settings(strategy)).migrate();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
