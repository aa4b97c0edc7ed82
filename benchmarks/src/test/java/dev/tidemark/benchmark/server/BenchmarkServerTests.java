package dev.tidemark.benchmark.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BenchmarkServerTests {

	@TempDir
	Path directory;

	@Test
	void keepsItsPromisesToTheDiskAndLeavesNothingBehind() throws Exception {
		try (BenchmarkServer server = BenchmarkServer.start(this.directory)) {
			assertThat(server.settings()).containsEntry("fsync", "on")
				.containsEntry("synchronous_commit", "on")
				.containsEntry("max_connections", "100");
			assertThat(server.version()).startsWith("18.");
		}
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).isEmpty();
		}
	}

}
