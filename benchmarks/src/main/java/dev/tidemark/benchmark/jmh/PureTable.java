package dev.tidemark.benchmark.jmh;

import java.util.List;
import java.util.Locale;

/**
 * Writes what JMH measured as Markdown.
 */
public final class PureTable {

	private PureTable() {
	}

	/**
	 * Writes a table.
	 * @param scores what was measured
	 * @return a part of a page, which says so where nothing was measured
	 */
	public static String write(List<PureScore> scores) {
		if (scores.isEmpty()) {
			return "Not part of this run.\n";
		}
		StringBuilder table = new StringBuilder(
				"| benchmark | with | mean | ± | |\n| --- | --- | ---: | ---: | --- |\n");
		scores.forEach((score) -> table.append("| %s | %s | %s | %s | %s |\n".formatted(score.benchmark(),
				score.parameters(), number(score.score()), number(score.error()), score.unit())));
		return table.toString();
	}

	private static String number(double value) {
		return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,.1f", value);
	}

}
