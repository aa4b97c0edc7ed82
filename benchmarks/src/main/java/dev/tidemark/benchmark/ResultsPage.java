package dev.tidemark.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import dev.tidemark.benchmark.jmh.PureScore;
import dev.tidemark.benchmark.jmh.PureTable;
import dev.tidemark.benchmark.result.ResultTables;
import dev.tidemark.benchmark.result.Results;
import dev.tidemark.benchmark.result.TargetTable;

/**
 * The page of results. What people wrote is read from resources beside this class, so
 * that the next run keeps it.
 *
 * @param results what was measured
 * @param pure what JMH measured of the parts that need no database
 * @param versions what took part
 * @param machine where it ran
 * @param settings of the server, and of the run
 */
record ResultsPage(Results results, List<PureScore> pure, Map<String, String> versions, Machine machine,
		Map<String, String> settings) {

	String write() throws IOException {
		return """
				# Results of the benchmarks

				Written by `mvn -pl benchmarks -am verify -Pbenchmark`; not to be edited by hand.

				## Targets

				%s
				## Where and what

				- Machine: %s.
				%s- Settings: %s.

				%s
				## Results

				%s
				## Parts that need no database

				%s""".formatted(TargetTable.write(this.results, notes()), this.machine, versionLines(), settingsText(),
				resource("method.md"), ResultTables.write(this.results), PureTable.write(this.pure));
	}

	private String versionLines() {
		return this.versions.entrySet()
			.stream()
			.map((version) -> "- %s: %s.\n".formatted(version.getKey(), version.getValue()))
			.collect(Collectors.joining());
	}

	private String settingsText() {
		return this.settings.entrySet()
			.stream()
			.map((setting) -> "%s = %s".formatted(setting.getKey(), setting.getValue()))
			.collect(Collectors.joining(", "));
	}

	/**
	 * Why targets are missed, by the keys of the targets.
	 */
	private static Map<String, String> notes() throws IOException {
		Properties notes = new Properties();
		try (InputStream in = open("notes.properties")) {
			notes.load(new InputStreamReader(in, StandardCharsets.UTF_8));
		}
		return notes.stringPropertyNames().stream().collect(Collectors.toMap((key) -> key, notes::getProperty));
	}

	private static String resource(String name) throws IOException {
		try (InputStream in = open(name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static InputStream open(String name) {
		InputStream in = ResultsPage.class.getResourceAsStream(name);
		if (in == null) {
			throw new IllegalStateException("The resource " + name + " is missing");
		}
		return in;
	}

}
