package dev.tidemark.benchmark.jmh;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class PureScoreTests {

	@Test
	void tellsMegabytesOfWhatCountsThem() throws Exception {
		assertThat(scores("SplittingBenchmark", "content", "INSERTS")).singleElement().satisfies((score) -> {
			assertThat(score.benchmark()).isEqualTo("Splitting.split");
			assertThat(score.parameters()).isEqualTo("content=INSERTS");
			assertThat(score.unit()).isEqualTo("MB/s");
			assertThat(score.score()).isPositive();
		});
	}

	@Test
	void tellsTheTimeOfAnythingElse() throws Exception {
		assertThat(scores("PlanningBenchmark", "size", "10")).extracting(PureScore::benchmark, PureScore::unit)
			.containsExactlyInAnyOrder(tuple("Planning.nothingToDo", "ms/op"), tuple("Planning.allPending", "ms/op"));
	}

	/**
	 * As short as JMH can, in this process: what is measured does not matter.
	 */
	private static List<PureScore> scores(String benchmark, String parameter, String value) throws RunnerException {
		return PureScore.of(new Runner(new OptionsBuilder().include(benchmark)
			.param(parameter, value)
			.forks(0)
			.warmupIterations(0)
			.measurementIterations(1)
			.measurementTime(TimeValue.milliseconds(1))
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true)
			.build()).run());
	}

}
