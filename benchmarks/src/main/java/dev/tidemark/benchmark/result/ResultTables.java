package dev.tidemark.benchmark.result;

import java.util.Locale;

/**
 * Writes results as Markdown: one table for each measure, with a line for each contender
 * of each workload.
 */
public final class ResultTables {

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
		return "| %s | %s | %s | %s | %s – %s | %d | %s |%n".formatted(table.workload(), Numbers.grouped(table.size()),
				line.contender(), Numbers.grouped(statistics.median()), Numbers.grouped(statistics.least()),
				Numbers.grouped(statistics.most()), line.rounds(), line.ratio().map(Numbers::ratio).orElse("–"));
	}

}
