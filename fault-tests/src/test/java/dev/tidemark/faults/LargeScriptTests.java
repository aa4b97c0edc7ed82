package dev.tidemark.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.jdbc.PreferQueryMode;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A large script needs little more memory than its text and its statements: one more copy
 * of either, and these processes end for lack of memory.
 */
@PostgresTest
class LargeScriptTests {

	private static final long MB = 1_000_000;

	@TempDir
	private Path folder;

	private TestDatabase database;

	@ParameterizedTest
	@CsvSource({ "SIMPLE, 20, 1, 80", "SIMPLE, 7, 50000, 32" })
	void runsInAHeapThatHasNoRoomForMoreCopies(PreferQueryMode mode, int megabytes, int statements, int heapMb) {
		new LargeScript(megabytes * MB, statements).write(this.folder);
		try (ChildProcess child = ChildProcess.startWithHeap(heapMb, this.database, mode, this.folder)) {
			assertThat(child.awaitExit()).as(child::output).isZero();
		}
		assertThat(this.database.jdbc().sql("SELECT count(DISTINCT id) FROM large").query(Integer.class).single())
			.isEqualTo(statements);
	}

	@Test
	void keepsNoRowOfWhatAScriptSelects() throws IOException {
		Files.writeString(this.folder.resolve("001_rows.sql"),
				"SELECT repeat('x', 1000) FROM generate_series(1, 100000); SELECT 1");
		try (ChildProcess child = ChildProcess.startWithHeap(48, this.database, PreferQueryMode.SIMPLE, this.folder)) {
			assertThat(child.awaitExit()).as(child::output).isZero();
		}
	}

}
