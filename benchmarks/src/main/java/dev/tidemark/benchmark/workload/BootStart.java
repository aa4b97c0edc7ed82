package dev.tidemark.benchmark.workload;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.tidemark.benchmark.result.Measure;
import dev.tidemark.benchmark.server.Database;

/**
 * One start of an application, which ends itself when it is ready.
 */
final class BootStart {

	private static final double NANOS_PER_MILLI = 1e6;

	private static final double KILO = 1024;

	private final Map<Measure, Double> values = new EnumMap<>(Measure.class);

	private final StringBuilder output = new StringBuilder();

	private final List<String> command;

	private long start;

	BootStart(Path jar, List<String> options, Database database) {
		this.command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-jar", jar.toString(), "--spring.datasource.url=" + database.jdbcUrl(),
				"--spring.datasource.username=" + Database.USER));
		this.command.addAll(options);
	}

	/**
	 * Starts it and waits for its end.
	 * @return the time until it was ready, and what it had used by then
	 */
	Map<Measure, Double> run() throws IOException, InterruptedException {
		this.start = System.nanoTime();
		Process process = new ProcessBuilder(this.command).redirectErrorStream(true).start();
		try (BufferedReader lines = process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				read(line);
			}
		}
		if (process.waitFor() != 0 || !this.values.containsKey(Measure.TIME)) {
			throw new IllegalStateException("%s is never ready:%n%s".formatted(this.command, this.output));
		}
		return this.values;
	}

	private void read(String line) {
		if (line.equals("benchmark.ready")) {
			this.values.put(Measure.TIME, (System.nanoTime() - this.start) / NANOS_PER_MILLI);
		}
		else if (line.startsWith("benchmark.used ")) {
			this.values.put(Measure.CLASSES, number(line, "classes="));
			this.values.put(Measure.PEAK_MEMORY, number(line, "peak-kb=") / KILO);
		}
		this.output.append(line).append('\n');
	}

	private static double number(String line, String name) {
		return Double.parseDouble(line.substring(line.indexOf(name) + name.length()).split(" ", 2)[0]);
	}

}
