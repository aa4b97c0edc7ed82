package dev.tidemark.benchmark.result;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ResultsTests {

	private static final Results.Table APPLY = new Results.Table("apply", 100, Measure.TIME);

	private final Results results = new Results();

	@Test
	void comparesTheValuesOfTheSameRound() {
		// the second round was slow for both of them
		record(0, "raw", 10, "ours", 12);
		record(1, "raw", 100, "ours", 110);
		record(2, "raw", 10, "ours", 15);

		assertThat(this.results.ratio(APPLY, "ours", "raw"))
			.hasValueSatisfying((ratio) -> assertThat(ratio).isCloseTo(1.2, within(0.000_001)));
		assertThat(this.results.median(APPLY, "ours")).contains(15.0);
	}

	@Test
	void comparesNothingWithoutARoundInCommon() {
		this.results.recorder(0, "raw").accept(sample("raw", 10));
		this.results.recorder(1, "raw").accept(sample("ours", 12));

		assertThat(this.results.ratio(APPLY, "ours", "raw")).isEmpty();
		assertThat(this.results.median(APPLY, "theirs")).isEmpty();
	}

	@Test
	void findsTheMiddleOfOddAndEvenNumbersOfValues() {
		assertThat(Statistics.of(List.of(5.0, 1.0, 3.0))).isEqualTo(new Statistics(3, 1, 5));
		assertThat(Statistics.of(List.of(4.0, 1.0, 8.0, 2.0))).isEqualTo(new Statistics(3, 1, 8));
	}

	@Test
	void writesALineForEachContenderTheFastestFirst() {
		record(0, "raw", 1_234.4, "ours", 1_111.1);
		record(1, "raw", 20, "ours", 30.25);

		assertThat(ResultTables.write(this.results)).isEqualTo("""
				### Time (ms)

				| workload | size | contender | median | least – most | rounds | ratio |
				| --- | ---: | --- | ---: | ---: | ---: | ---: |
				| apply | 100 | ours | 571 | 30.3 – 1,111 | 2 | 1.21 |
				| apply | 100 | raw | 627 | 20 – 1,234 | 2 | 1.00 |

				""");
	}

	private void record(int round, String first, double firstValue, String second, double secondValue) {
		this.results.recorder(round, "raw").accept(sample(first, firstValue));
		this.results.recorder(round, "raw").accept(sample(second, secondValue));
	}

	private static Sample sample(String contender, double value) {
		return new Sample("apply", 100, contender, Measure.TIME, value);
	}

}
