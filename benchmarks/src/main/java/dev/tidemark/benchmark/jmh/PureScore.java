package dev.tidemark.benchmark.jmh;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What JMH measured of one benchmark.
 *
 * @param benchmark class and method, such as {@code Splitting.split}
 * @param parameters what it was given, such as {@code content=INSERTS}; maybe empty
 * @param score the mean
 * @param error half of the interval in which the mean lies with 99.9 %; not a number
 * where too little was measured
 * @param unit the unit of both
 */
public record PureScore(String benchmark, String parameters, double score, double error, String unit) {

	private static final String MEGABYTES = "megabytes";

	/**
	 * Reads what JMH measured; what counts megabytes is told in megabytes.
	 * @param results as JMH returns them
	 * @return a score for each
	 */
	public static List<PureScore> of(Collection<RunResult> results) {
		return results.stream().map(PureScore::of).toList();
	}

	private static PureScore of(RunResult result) {
		Result<?> counted = result.getSecondaryResults().get(MEGABYTES);
		Result<?> shown = (counted != null) ? counted : result.getPrimaryResult();
		String unit = (counted != null) ? "MB/s" : shown.getScoreUnit();
		return new PureScore(name(result.getParams().getBenchmark()), parameters(result), shown.getScore(),
				shown.getScoreError(), unit);
	}

	private static String name(String method) {
		String type = method.substring(0, method.lastIndexOf('.'));
		return type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", "")
				+ method.substring(method.lastIndexOf('.'));
	}

	private static String parameters(RunResult result) {
		return result.getParams()
			.getParamsKeys()
			.stream()
			.map((key) -> key + "=" + result.getParams().getParam(key))
			.collect(Collectors.joining(", "));
	}

}
