package dev.tidemark.benchmark;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BenchmarkOptionsTests {

	@Test
	void runEverythingAndWriteThePageWhereNothingIsSaid() {
		BenchmarkOptions options = options(Map.of("benchmark.only", "", "benchmark.rounds", ""));

		assertThat(options.isWhole()).isTrue();
		assertThat(options.page()).isEqualTo(Path.of("module", "RESULTS.md"));
	}

	@Test
	void keepThePageWhereOnlyAPartIsRun() {
		BenchmarkOptions options = options(Map.of("benchmark.only", "apply, nothing-to-do", "benchmark.sizes",
				"100,1000", "benchmark.rounds", "5"));

		assertThat(options.only()).isEqualTo(Set.of("apply", "nothing-to-do"));
		assertThat(options.sizes()).isEqualTo(Set.of(100, 1_000));
		assertThat(options.rounds()).isEqualTo(5);
		assertThat(options.page()).isEqualTo(Path.of("module", "target", "results.md"));
	}

	@Test
	void writeThePageOfAPartWhenAskedTo() {
		BenchmarkOptions options = options(Map.of("benchmark.only", "apply", "benchmark.write", "true"));

		assertThat(options.page()).isEqualTo(Path.of("module", "RESULTS.md"));
	}

	@Test
	void runThePureBenchmarksWithEverythingOrWhenNamed() {
		assertThat(options(Map.of()).includesPure()).isTrue();
		assertThat(options(Map.of("benchmark.only", "apply,pure")).includesPure()).isTrue();
		assertThat(options(Map.of("benchmark.only", "apply")).includesPure()).isFalse();
		assertThat(options(Map.of("benchmark.sizes", "100")).includesPure()).isFalse();
	}

	private static BenchmarkOptions options(Map<String, String> properties) {
		Map<String, String> all = new HashMap<>(properties);
		all.put("benchmark.module", "module");
		return BenchmarkOptions.from(all::get);
	}

}
