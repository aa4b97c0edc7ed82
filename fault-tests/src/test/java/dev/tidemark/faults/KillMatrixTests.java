package dev.tidemark.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.test.ExpectedSchema;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.RoundTripProxy;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A migrating process dies at every moment of its conversation with the server: before
 * the server gets a request, and after it has answered, but before the process knows. The
 * next start has to heal each.
 */
@PostgresTest
class KillMatrixTests {

	private static final int CHILDREN = 2;

	@TempDir
	private Path folder;

	private TestServer server;

	private TestDatabase undisturbed;

	private ExpectedSchema expected;

	@BeforeEach
	void setUp() throws IOException {
		KillSet.write(this.folder);
	}

	@ParameterizedTest
	@EnumSource(names = { "EXTENDED", "SIMPLE" })
	void healsWhereverAProcessIsKilled(PreferQueryMode queryMode) {
		long start = System.nanoTime();
		int requests = countRequests(queryMode);
		List<KillPoint> points = KillPoint.all(requests);
		List<String> wounds = killAtEach(points, queryMode);
		System.out.printf("Kill matrix, %s queries: %d requests, %d kill points, %d not healed, in %d s%n",
				queryMode.value(), requests, points.size(), wounds.size(),
				Duration.ofNanos(System.nanoTime() - start).toSeconds());
		assertThat(wounds).isEmpty();
	}

	private int countRequests(PreferQueryMode queryMode) {
		Killer onlooker = new Killer(null);
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(this.undisturbed, onlooker);
				ChildProcess child = start(proxy, this.undisturbed, queryMode)) {
			assertThat(child.awaitExit()).as(child.output()).isZero();
		}
		this.expected = ExpectedSchema.like(this.undisturbed.dataSource());
		new HealedDatabase(this.undisturbed).check(migrator(this.undisturbed, queryMode), this.expected);
		return onlooker.requests().size();
	}

	private List<String> killAtEach(List<KillPoint> points, PreferQueryMode queryMode) {
		Queue<KillPoint> left = new ConcurrentLinkedQueue<>(points);
		Queue<String> wounds = new ConcurrentLinkedQueue<>();
		ExecutorService executor = Executors.newFixedThreadPool(CHILDREN);
		try {
			CompletableFuture.allOf(IntStream.range(0, CHILDREN)
				.mapToObj((i) -> CompletableFuture.runAsync(() -> kill(left, queryMode, wounds), executor))
				.toArray(CompletableFuture[]::new)).join();
		}
		finally {
			executor.shutdownNow();
		}
		return List.copyOf(wounds);
	}

	private void kill(Queue<KillPoint> left, PreferQueryMode queryMode, Queue<String> wounds) {
		try (TestDatabase database = this.server.createDatabase()) {
			for (KillPoint point = left.poll(); point != null; point = left.poll()) {
				kill(point, database, queryMode).ifPresent(wounds::add);
				new HealedDatabase(database).clear();
			}
		}
	}

	/**
	 * Returns what is wrong, if anything is.
	 */
	private Optional<String> kill(KillPoint point, TestDatabase database, PreferQueryMode queryMode) {
		Killer killer = new Killer(point);
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database, killer);
				ChildProcess child = start(proxy, database, queryMode)) {
			killer.aimAt(child);
			child.awaitExit();
			if (!killer.reached()) {
				return Optional.of("%s: not reached, as the child ended by itself: %s".formatted(point, child.output()));
			}
		}
		try {
			Migrator migrator = migrator(database, queryMode);
			migrator.migrate();
			new HealedDatabase(database).check(migrator, this.expected);
			return Optional.empty();
		}
		catch (RuntimeException | AssertionError ex) {
			return Optional.of("%s (%s): %s".formatted(point, killer.lastRequest(), ex.getMessage()));
		}
	}

	private ChildProcess start(RoundTripProxy proxy, TestDatabase database, PreferQueryMode queryMode) {
		return ChildProcess.start(proxy.jdbcUrl() + "&preferQueryMode=" + queryMode.value(), database, this.folder,
				LockStrategy.ADVISORY);
	}

	private Migrator migrator(TestDatabase database, PreferQueryMode queryMode) {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) database.dataSource();
		dataSource.setPreferQueryMode(queryMode);
		return Migrator.of(dataSource,
				MigratorSettings.defaults()
					.withLocations("file:" + this.folder)
					.withLock(new LockSettings(LockStrategy.ADVISORY, Duration.ofSeconds(30), Duration.ofMillis(10))))
			.withJavaMigrations(KillSet::code);
	}

}
