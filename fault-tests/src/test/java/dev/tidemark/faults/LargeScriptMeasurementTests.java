package dev.tidemark.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.jdbc.PreferQueryMode;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures how much heap and time large scripts need: prints the smallest heap that
 * works, to within a twentieth.
 */
@PostgresTest
@EnabledIfSystemProperty(named = "tidemark.sizes", matches = "true")
class LargeScriptMeasurementTests {

	private static final int MB = 1_000_000;

	private static final int LARGEST_HEAP = 4096;

	private static final Duration PATIENCE = Duration.ofMinutes(20);

	@TempDir
	private Path folder;

	private TestServer server;

	@ParameterizedTest
	@CsvSource({ "simple, 7, 50000", "extended, 7, 50000", "simple, 20, 1", "extended, 20, 1", "simple, 200, 10",
			"simple, 200, 1360000" })
	void measuresALargeScript(String queryMode, int megabytes, int statements) throws IOException {
		PreferQueryMode mode = PreferQueryMode.of(queryMode);
		Path file = new LargeScript((long) megabytes * MB, statements).write(this.folder);
		double size = Files.size(file) / (double) MB;
		double seconds = seconds(mode, LARGEST_HEAP);
		assertThat(seconds).isPositive();
		System.out.printf(Locale.ROOT, "%s queries, %.0f MB in %d statements: %.1f s (%.1f MB/s, %.0f statements/s)",
				queryMode, size, statements, seconds, size / seconds, statements / seconds);
		int heap = smallestHeap(mode);
		System.out.printf(Locale.ROOT, ", runs in -Xmx%dm (%.2f times its size)%n", heap, heap * 1.048576 / size);
	}

	private int smallestHeap(PreferQueryMode mode) {
		int tooSmall = 8;
		int enough = LARGEST_HEAP;
		while (enough - tooSmall > Math.max(2, enough / 20)) {
			int heap = (int) Math.sqrt((double) tooSmall * enough);
			if (seconds(mode, heap) > 0) {
				enough = heap;
			}
			else {
				tooSmall = heap;
			}
		}
		return enough;
	}

	/**
	 * Migrates an empty database in a process of its own.
	 * @return how long it took, its start included, or 0 where its heap was too small
	 */
	private double seconds(PreferQueryMode mode, int heap) {
		long start = System.nanoTime();
		try (TestDatabase database = this.server.createDatabase();
				ChildProcess child = ChildProcess.startWithHeap(heap, database, mode, this.folder)) {
			child.awaitExit(PATIENCE);
			return child.output().endsWith("done") ? (System.nanoTime() - start) / 1e9 : 0;
		}
	}

}
