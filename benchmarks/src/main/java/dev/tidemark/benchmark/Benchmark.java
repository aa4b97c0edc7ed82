package dev.tidemark.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.Contenders;
import dev.tidemark.benchmark.jmh.PureBenchmarks;
import dev.tidemark.benchmark.jmh.PureScore;
import dev.tidemark.benchmark.result.Results;
import dev.tidemark.benchmark.server.BenchmarkServer;
import dev.tidemark.benchmark.workload.Ground;
import dev.tidemark.benchmark.workload.Workload;
import dev.tidemark.benchmark.workload.Workloads;

/**
 * Runs all workloads with all contenders and writes the page of results.
 */
public final class Benchmark {

	private static final Logger logger = LoggerFactory.getLogger(Benchmark.class);

	private static final int MEGABYTE = 1024 * 1024;

	private final BenchmarkOptions options;

	private final Results results = new Results();

	private List<PureScore> pure = List.of();

	private final long start = System.nanoTime();

	private final double load = Machine.load();

	private Benchmark(BenchmarkOptions options) {
		this.options = options;
	}

	/**
	 * Runs what the system properties {@code benchmark.*} choose.
	 * @param arguments none
	 * @throws Exception if anything fails: there are no results then
	 */
	public static void main(String[] arguments) throws Exception {
		new Benchmark(BenchmarkOptions.from(System::getProperty)).run();
	}

	private void run() throws Exception {
		if (this.options.includesPure()) {
			this.pure = PureScore.of(PureBenchmarks.run());
		}
		Path directory = Files.createDirectories(this.options.module().resolve("target/benchmark")).toAbsolutePath();
		try (BenchmarkServer server = BenchmarkServer.start(directory)) {
			Ground ground = new Ground(server, directory, contenders());
			for (Workload workload : Workloads.all(ground, this.options.slow())) {
				if (this.options.includes(workload)) {
					run(workload);
					write(server, this.options.unfinishedPage());
				}
			}
			logger.info("{}", write(server, this.options.page()));
			progress("written to " + this.options.module().relativize(this.options.page()));
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private List<Contender> contenders() {
		return Contenders.all().stream().filter(this.options::includes).toList();
	}

	private void run(Workload workload) throws Exception {
		Workload.Terms terms = workload.terms();
		int rounds = this.options.rounds(workload);
		progress("%s %,d: preparing".formatted(terms.name(), terms.size()));
		workload.prepare();
		for (int round = 0; round < terms.warmUpRounds(); round++) {
			workload.run(round, (sample) -> {
			});
		}
		for (int round = 0; round < rounds; round++) {
			progress("%s %,d: round %d of %d".formatted(terms.name(), terms.size(), round + 1, rounds));
			workload.run(round + terms.warmUpRounds(), this.results.recorder(round, terms.baseline()));
		}
		workload.cleanUp();
	}

	private String write(BenchmarkServer server, Path file) throws IOException, SQLException {
		Map<String, String> settings = new LinkedHashMap<>(server.settings());
		settings.put("file system", server.fileSystem());
		settings.put("maximal heap", Runtime.getRuntime().maxMemory() / MEGABYTE + " MB");
		settings.put("load average at the start", "%.1f".formatted(this.load));
		String page = new ResultsPage(this.results, this.pure, Versions.of(server.version(), this.options.module()),
				Machine.ours(), settings)
			.write();
		Files.writeString(file, page);
		return page;
	}

	private void progress(String what) {
		logger.info("{} s  {}", Duration.ofNanos(System.nanoTime() - this.start).toSeconds(), what);
	}

}
