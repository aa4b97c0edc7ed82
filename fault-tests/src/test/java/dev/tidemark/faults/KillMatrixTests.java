package dev.tidemark.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.jdbc.PreferQueryMode;

import dev.tidemark.lock.LockStrategy;
import dev.tidemark.test.ExpectedSchema;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A migrating process dies, or its line is cut, at every moment of its conversation with
 * the server: before the server gets a request, and after it has answered, but before the
 * process knows. The next start has to heal each.
 */
@PostgresTest
class KillMatrixTests {

	/**
	 * So many migrations, each of a database of its own and held up at a moment of its
	 * own, die with one process: most of the time goes into starting processes.
	 */
	private static final int AT_ONCE = 16;

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@TempDir
	private Path folder;

	private TestServer server;

	private TestDatabase undisturbed;

	@BeforeEach
	void setUp() throws IOException {
		KillSet.write(this.folder);
	}

	@ParameterizedTest
	@EnumSource(names = { "EXTENDED", "SIMPLE" })
	void healsWhereverAProcessIsKilled(PreferQueryMode queryMode) {
		assertHeals("Kill", queryMode, this::kill);
	}

	@ParameterizedTest
	@EnumSource(names = { "EXTENDED", "SIMPLE" })
	void healsWhereverTheLineIsCut(PreferQueryMode queryMode) {
		assertHeals("Cut", queryMode, this::cut);
	}

	private void assertHeals(String what, PreferQueryMode queryMode, Fault fault) {
		long start = System.nanoTime();
		int requests = countRequests(queryMode);
		ExpectedSchema expected = ExpectedSchema.like(this.undisturbed.dataSource());
		List<KillPoint> points = KillPoint.all(requests);
		List<String> wounds = strikeAtEach(points, queryMode, fault, expected);
		System.out.printf("%s matrix, %s queries: %d requests, %d points, %d not healed, in %d s%n", what,
				queryMode.value(), requests, points.size(), wounds.size(),
				Duration.ofNanos(System.nanoTime() - start).toSeconds());
		assertThat(wounds).isEmpty();
	}

	private int countRequests(PreferQueryMode queryMode) {
		try (KillCase onlooker = new KillCase(this.undisturbed, queryMode, null);
				ChildProcess child = start(List.of(onlooker))) {
			assertThat(child.awaitExit()).as(child.output()).isZero();
			new HealedDatabase(this.undisturbed).check(onlooker.migrator(this.folder),
					ExpectedSchema.like(this.undisturbed.dataSource()));
			return onlooker.halt().requests().size();
		}
	}

	private List<String> strikeAtEach(List<KillPoint> points, PreferQueryMode queryMode, Fault fault,
			ExpectedSchema expected) {
		List<TestDatabase> databases = IntStream.range(0, AT_ONCE)
			.mapToObj((i) -> this.server.createDatabase())
			.toList();
		List<String> wounds = new ArrayList<>();
		for (int first = 0; first < points.size(); first += AT_ONCE) {
			int begin = first;
			List<KillCase> cases = IntStream.range(begin, Math.min(begin + AT_ONCE, points.size()))
				.mapToObj((i) -> new KillCase(databases.get(i - begin), queryMode, points.get(i)))
				.toList();
			wounds.addAll(fault.strike(cases));
			wounds.addAll(heal(cases, expected));
		}
		databases.forEach(TestDatabase::close);
		return wounds;
	}

	private List<String> kill(List<KillCase> cases) {
		try (ChildProcess child = start(cases)) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(cases).as(() -> "moments that did not come; " + child.output())
					.extracting(KillCase::halt)
					.allMatch(Halt::reached));
			child.kill();
			cases.forEach((each) -> each.halt().end());
			return List.of();
		}
	}

	private List<String> cut(List<KillCase> cases) {
		ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
		try {
			List<CompletableFuture<Optional<String>>> runs = cases.stream()
				.map((each) -> CompletableFuture.supplyAsync(() -> each.run(this.folder), executor))
				.toList();
			cases.forEach((each) -> each.halt().end());
			return runs.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
		}
		finally {
			executor.shutdownNow();
		}
	}

	private List<String> heal(List<KillCase> cases, ExpectedSchema expected) {
		List<String> wounds = cases.parallelStream()
			.map((each) -> each.heal(this.folder, expected))
			.flatMap(Optional::stream)
			.toList();
		cases.forEach(KillCase::close);
		return wounds;
	}

	private ChildProcess start(List<KillCase> cases) {
		return ChildProcess.start(this.undisturbed, this.folder, LockStrategy.ADVISORY,
				cases.stream().map(KillCase::url).toList());
	}

	/**
	 * What happens to migrations that are held up, each at a moment of its own.
	 */
	@FunctionalInterface
	private interface Fault {

		/**
		 * Strikes, and returns what is wrong already.
		 */
		List<String> strike(List<KillCase> cases);

	}

}
