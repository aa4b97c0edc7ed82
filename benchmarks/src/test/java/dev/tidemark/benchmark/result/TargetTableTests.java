package dev.tidemark.benchmark.result;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TargetTableTests {

	private static final Results.Table TIME = new Results.Table("apply", 100, Measure.TIME);

	private static final Results.Table HEAP = new Results.Table("big-file", 50_000, Measure.PEAK_HEAP);

	private final Results results = new Results();

	@Test
	void saysWhatIsMetAndByHowMuchTheRestIsMissed() {
		measure(TIME, "raw", 100);
		measure(TIME, "ours", 110.4);
		measure(HEAP, "ours", 150);

		String table = TargetTable.write(
				List.of(new Target("a", "apply 100", TIME, "ours", "raw", 1.1),
						new Target("b", "apply 100, strictly", TIME, "ours", "raw", 1.0),
						new Target("c", "peak heap", HEAP, "ours", null, 120),
						new Target("d", "start", new Results.Table("start", 1, Measure.TIME), "ours", "none", 1.03)),
				this.results, Map.of("a", "not shown", "b", "because", "d", "needs a lake"));

		assertThat(table).isEqualTo("""
				| work | measured | at most | |
				| --- | ---: | ---: | --- |
				| apply 100 | 1.10 × raw | 1.10 × raw | met |
				| apply 100, strictly | 1.10 × raw | 1.00 × raw | missed by 10 % |
				| peak heap | 150 MB | 120 MB | missed by 25 % |
				| start | – | 1.03 × none | not measured |

				- **apply 100, strictly**: because
				- **start**: needs a lake
				""");
	}

	@Test
	void namesEachTargetOnce() {
		assertThat(Targets.all()).extracting(Target::key).doesNotHaveDuplicates();
	}

	private void measure(Results.Table table, String contender, double value) {
		this.results.recorder(0, "raw")
			.accept(new Sample(table.workload(), table.size(), contender, table.measure(), value));
	}

}
