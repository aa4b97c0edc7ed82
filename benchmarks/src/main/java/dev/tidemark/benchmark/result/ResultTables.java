package dev.tidemark.benchmark.result;

import java.util.Locale;

/**
 * Writes results as Markdown: one table for each measure, with a line for each contender
 * of each workload.
 */
public final class ResultTables {

	private static final int TEN = 10;

	private static final int HUNDRED = 100;

	private ResultTables() {
	}

	/**
	 * Writes all tables.
	 * @param results what was measured
	 * @return a part of a page
	 */
	public static String write(Results results) {
		StringBuilder text = new StringBuilder();
		for (Measure measure : Measure.values()) {
			StringBuilder lines = new StringBuilder();
			results.tables()
				.stream()
				.filter((table) -> table.measure() == measure)
				.forEach((table) -> results.lines(table).forEach((line) -> lines.append(line(table, line))));
			if (!lines.isEmpty()) {
				text.append(head(measure)).append(lines).append('\n');
			}
		}
		return text.toString();
	}

	private static String head(Measure measure) {
		String unit = measure.unit().isEmpty() ? "" : " (" + measure.unit() + ")";
		String title = measure.label().substring(0, 1).toUpperCase(Locale.ROOT) + measure.label().substring(1);
		return """
				### %s%s
				| workload | size | contender | median | least – most | rounds | ratio |
				| --- | ---: | --- | ---: | ---: | ---: | ---: |
				""".formatted(title, unit);
	}

	private static String line(Results.Table table, Results.Line line) {
		Statistics statistics = line.statistics();
		return "| %s | %s | %s | %s | %s – %s | %d | %s |%n"
			.formatted(table.workload(), count(table.size()), line.contender(), number(statistics.median()),
					number(statistics.least()), number(statistics.most()), line.rounds(),
					line.ratio().map(ResultTables::ratio).orElse("–"))
			.replace(System.lineSeparator(), "\n");
	}

	/**
	 * Writes a ratio so that a hundredth is seen where it counts.
	 */
	static String ratio(double ratio) {
		return String.format(Locale.ROOT, (ratio < TEN) ? "%.2f" : (ratio < HUNDRED) ? "%.1f" : "%.0f", ratio);
	}

	/**
	 * Writes a value with three digits at least where it is not whole.
	 */
	static String number(double value) {
		if (value == Math.rint(value)) {
			return String.format(Locale.ROOT, "%,.0f", value);
		}
		return String.format(Locale.ROOT, (value < TEN) ? "%.2f" : (value < HUNDRED) ? "%.1f" : "%,.0f", value);
	}

	private static String count(int size) {
		return String.format(Locale.ROOT, "%,d", size);
	}

}
