package dev.tidemark.benchmark.jmh;

import java.util.Collection;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks of this package.
 */
public final class PureBenchmarks {

	private PureBenchmarks() {
	}

	/**
	 * Runs them, and prints what they measured.
	 * @param args which ones, as regular expressions, or nothing for all
	 * @throws RunnerException if they cannot be run
	 */
	public static void main(String[] args) throws RunnerException {
		run(args);
	}

	/**
	 * Runs them in one process for each, which JMH starts.
	 * @param names which ones, as regular expressions, or nothing for all
	 * @return what they measured
	 * @throws RunnerException if they cannot be run
	 */
	public static Collection<RunResult> run(String... names) throws RunnerException {
		OptionsBuilder options = new OptionsBuilder();
		for (String name : names) {
			options.include(name);
		}
		if (names.length == 0) {
			options.include(PureBenchmarks.class.getPackageName().replace(".", "\\."));
		}
		return new Runner(limited(options)).run();
	}

	private static Options limited(OptionsBuilder options) {
		return options.forks(1)
			.warmupIterations(5)
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(5)
			.measurementTime(TimeValue.seconds(1))
			.shouldFailOnError(true)
			.jvmArgsAppend("-Xmx2g")
			.build();
	}

}
