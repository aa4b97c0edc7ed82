package dev.tidemark.benchmark.result;

import java.util.Arrays;
import java.util.Collection;

/**
 * The middle and the ends of some values.
 *
 * @param median half of the values are less, half are more
 * @param least the least
 * @param most the most
 */
record Statistics(double median, double least, double most) {

	static Statistics of(Collection<Double> values) {
		double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		if (sorted.length == 0) {
			throw new IllegalArgumentException("No values");
		}
		return new Statistics(median(sorted), sorted[0], sorted[sorted.length - 1]);
	}

	private static double median(double[] sorted) {
		int middle = sorted.length / 2;
		return (sorted.length % 2 != 0) ? sorted[middle]
				: Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
	}

}
