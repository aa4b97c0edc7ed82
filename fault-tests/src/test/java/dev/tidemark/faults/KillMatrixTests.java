package dev.tidemark.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.jdbc.PreferQueryMode;

import dev.tidemark.lock.LockStrategy;
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

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@TempDir
	private Path folder;

	private TestServer server;

	private TestDatabase login;

	@BeforeEach
	void setUp() throws IOException {
		KillSet.write(this.folder);
	}

	@Test
	void healsWhereverAProcessIsKilled() {
		MatrixMode mode = new MatrixMode(PreferQueryMode.EXTENDED, LockStrategy.ADVISORY);
		assertHeals("Kill", mode, (cases) -> kill(cases, mode));
	}

	@Test
	@EnabledIfSystemProperty(named = "tidemark.faults.long", matches = "true",
			disabledReason = "each moment between simple queries is in the matrix of cuts: runs with -Pfaults-long")
	void healsWhereverAProcessIsKilledBetweenSimpleQueries() {
		MatrixMode mode = new MatrixMode(PreferQueryMode.SIMPLE, LockStrategy.ADVISORY);
		assertHeals("Kill", mode, (cases) -> kill(cases, mode));
	}

	@Test
	@EnabledIfSystemProperty(named = "tidemark.faults.long", matches = "true",
			disabledReason = "each lease of a killed process is waited for: runs with -Pfaults-long")
	void healsWhereverAProcessWithALeaseIsKilled() {
		MatrixMode mode = new MatrixMode(PreferQueryMode.SIMPLE, LockStrategy.LEASE);
		assertHeals("Kill", mode, (cases) -> kill(cases, mode));
	}

	@Test
	void healsWhereverTheLineIsCut() {
		assertHeals("Cut", new MatrixMode(PreferQueryMode.SIMPLE, LockStrategy.ADVISORY), KillMatrixTests::cut);
	}

	@Test
	@EnabledIfSystemProperty(named = "tidemark.faults.long", matches = "true",
			disabledReason = "each moment between extended queries is in the matrix of kills: runs with -Pfaults-long")
	void healsWhereverTheLineIsCutBetweenExtendedQueries() {
		assertHeals("Cut", new MatrixMode(PreferQueryMode.EXTENDED, LockStrategy.ADVISORY), KillMatrixTests::cut);
	}

	private void assertHeals(String what, MatrixMode mode, Function<List<KillCase>, List<String>> fault) {
		long start = System.nanoTime();
		FaultMatrix.Outcome outcome = new FaultMatrix(this.server, mode, this.folder).strike(fault);
		System.out.printf("%s matrix, %s: %d requests, %d points, %d not healed, in %d s%n", what, mode,
				outcome.requests(), outcome.points(), outcome.wounds().size(),
				Duration.ofNanos(System.nanoTime() - start).toSeconds());
		assertThat(outcome.wounds()).isEmpty();
	}

	private List<String> kill(List<KillCase> cases, MatrixMode mode) {
		try (ChildProcess child = ChildProcess.start(cases, mode, this.login, this.folder)) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(cases).as(() -> "moments that did not come; " + child.output())
					.extracting(KillCase::halt)
					.allMatch(Halt::reached));
			child.kill();
			cases.forEach((each) -> each.halt().end());
			return List.of();
		}
	}

	private static List<String> cut(List<KillCase> cases) {
		ExecutorService executor = Executors.newFixedThreadPool(FaultMatrix.AT_ONCE);
		try {
			List<CompletableFuture<Optional<String>>> runs = cases.stream()
				.map((each) -> CompletableFuture.supplyAsync(each::run, executor))
				.toList();
			cases.forEach((each) -> each.halt().end());
			return runs.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
		}
		finally {
			executor.shutdownNow();
		}
	}

}
