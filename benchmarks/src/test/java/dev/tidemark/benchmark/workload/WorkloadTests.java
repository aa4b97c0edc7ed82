package dev.tidemark.benchmark.workload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.Contenders;
import dev.tidemark.benchmark.result.Measure;
import dev.tidemark.benchmark.result.Sample;
import dev.tidemark.benchmark.server.BenchmarkServer;

import static org.assertj.core.api.Assertions.assertThat;

class WorkloadTests {

	@TempDir
	static Path directory;

	private static BenchmarkServer server;

	private static Ground ground;

	@BeforeAll
	static void start() throws Exception {
		server = BenchmarkServer.start(directory);
		ground = new Ground(server, directory, Contenders.all());
	}

	@AfterAll
	static void stop() throws Exception {
		server.close();
	}

	@Test
	void timesWhatIsAppliedToAnEmptyDatabase() throws Exception {
		List<Sample> samples = run(new ApplyWorkload(ground, 2));

		assertThat(contenders(samples, "apply", Measure.TIME))
			.containsExactlyInAnyOrderElementsOf(names(ground.without("raw-chunks")));
		assertThat(samples).allSatisfy((sample) -> assertThat(sample.value()).isPositive());
	}

	@Test
	void timesOneMoreAndNothingToDoOnTheSameHistory() throws Exception {
		AppliedHistory history = new AppliedHistory(ground, 3);

		List<Sample> more = run(new OneMoreWorkload(history));
		List<Sample> nothing = run(new NothingToDoWorkload(history));

		assertThat(contenders(more, "one-more", Measure.TIME))
			.containsExactlyInAnyOrderElementsOf(names(ground.withoutSpecialists()));
		assertThat(contenders(nothing, "nothing-to-do", Measure.TIME))
			.containsExactlyInAnyOrderElementsOf(names(ground.withoutSpecialists()));
	}

	@Test
	void timesTheSchemasAndTheSameSchemasAgain() throws Exception {
		List<Sample> samples = run(new TenantsWorkload(ground.only("raw", "tidemark"), 2, 2));

		assertThat(contenders(samples, "tenants", Measure.TIME)).containsExactlyInAnyOrder("raw", "tidemark");
		assertThat(contenders(samples, "tenants-again", Measure.TIME)).containsExactlyInAnyOrder("raw", "tidemark");
	}

	@Test
	void countsWhatIsSaidToTheServer() throws Exception {
		List<Sample> samples = run(new CountWorkload(ground.only("raw", "flyway"), 4));

		assertThat(samples).contains(new Sample("apply", 4, "raw", Measure.ROUND_TRIPS, 6),
				new Sample("apply", 4, "raw", Measure.STATEMENTS, 6),
				new Sample("nothing-to-do", 4, "raw", Measure.ROUND_TRIPS, 2),
				new Sample("nothing-to-do", 4, "raw", Measure.STATEMENTS, 2),
				new Sample("nothing-to-do", 4, "raw", Measure.CONNECTIONS, 1),
				new Sample("nothing-to-do", 4, "flyway", Measure.CONNECTIONS, 2));
	}

	@Test
	void measuresTheMemoryOfABigFileInAProcessOfItsOwn() throws Exception {
		BigFileWorkload workload = new BigFileWorkload(ground.only("raw-chunks"), 300);
		List<Sample> samples = new ArrayList<>();
		workload.prepare();
		workload.run(workload.terms().warmUpRounds(), samples::add);

		assertThat(samples).extracting(Sample::measure)
			.containsExactlyInAnyOrder(Measure.TIME, Measure.ALLOCATED, Measure.PEAK_HEAP);
		assertThat(samples).allSatisfy((sample) -> assertThat(sample.value()).isPositive());
	}

	@Test
	void makesAFileOfSoManyMegabytes() throws Exception {
		HugeFileWorkload workload = new HugeFileWorkload(ground, 2);
		workload.prepare();

		assertThat(Files.size(directory.resolve("huge-file/numbered/00001_data.sql"))).isBetween(1_950_000L,
				2_150_000L);
		workload.cleanUp();
		assertThat(directory.resolve("huge-file")).doesNotExist();
	}

	@Test
	void letsAnotherOneBeginInEachRound() {
		assertThat(Timing.inTurn(List.of("a", "b", "c"), 0)).containsExactly("a", "b", "c");
		assertThat(Timing.inTurn(List.of("a", "b", "c"), 1)).containsExactly("b", "c", "a");
		assertThat(Timing.inTurn(List.of("a", "b", "c"), 5)).containsExactly("c", "a", "b");
	}

	private static List<Sample> run(Workload workload) throws Exception {
		List<Sample> samples = new ArrayList<>();
		workload.prepare();
		workload.run(0, samples::add);
		workload.cleanUp();
		return samples;
	}

	private static List<String> contenders(List<Sample> samples, String workload, Measure measure) {
		return samples.stream()
			.filter((sample) -> sample.workload().equals(workload) && sample.measure() == measure)
			.map(Sample::contender)
			.toList();
	}

	private static List<String> names(Ground of) {
		return of.contenders().stream().map(Contender::name).toList();
	}

}
