package dev.tidemark.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tidemark.benchmark.jmh.PureScore;
import dev.tidemark.benchmark.result.Measure;
import dev.tidemark.benchmark.result.Results;
import dev.tidemark.benchmark.result.Sample;

import static org.assertj.core.api.Assertions.assertThat;

class ResultsPageTests {

	@Test
	void showsTargetsVersionsTheMachineTheMethodAndTheResults() throws Exception {
		Results results = new Results();
		results.recorder(0, "raw").accept(new Sample("apply", 100, "raw", Measure.TIME, 100));
		results.recorder(0, "raw").accept(new Sample("apply", 100, "tidemark", Measure.TIME, 105));

		String page = new ResultsPage(results,
				List.of(new PureScore("Splitting.split", "content=INSERTS", 123.44, Double.NaN, "MB/s")),
				Versions.of("18.6", Path.of("")), Machine.ours(), Map.of("fsync", "on"))
			.write();

		assertThat(page).contains("| apply 100 to an empty database | 1.05 × raw | 1.10 × raw | met |",
				"- PostgreSQL: 18.6.", "- Flyway: 13.", "- Liquibase: 5.", "- driver: 42.", "fsync = on", " cores, ",
				"## How it is measured", "| apply | 100 | tidemark | 105 | 105 – 105 | 1 | 1.05 |",
				"| Splitting.split | content=INSERTS | 123.4 | – | MB/s |");
		assertThat(page).doesNotContain(Path.of("").toAbsolutePath().toString());
	}

}
