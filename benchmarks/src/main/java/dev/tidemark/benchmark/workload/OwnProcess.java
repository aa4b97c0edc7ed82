package dev.tidemark.benchmark.workload;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.sun.management.ThreadMXBean;
import org.slf4j.LoggerFactory;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.Contenders;
import dev.tidemark.benchmark.result.Measure;
import dev.tidemark.benchmark.server.Database;

/**
 * Runs a contender in a process of its own, which tells how much memory it took.
 */
public final class OwnProcess {

	private static final double NANOS_PER_MILLI = 1e6;

	private static final double MEGABYTE = 1024 * 1024;

	private OwnProcess() {
	}

	/**
	 * Runs a contender.
	 * @param options the process's, such as {@code -Xmx512m}
	 * @return its time without the start of the process, what it allocated, and the peak
	 * of its heap
	 */
	static Map<Measure, Double> run(Contender contender, Database database, Path folder, List<String> options)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(options);
		command.addAll(List.of("-classpath", System.getProperty("java.class.path"), OwnProcess.class.getName(),
				contender.name(), database.host(), String.valueOf(database.port()), database.name(),
				folder.toString()));
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException(
					"%s failed in a process of its own: %s".formatted(contender.name(), output));
		}
		return read(output);
	}

	private static Map<Measure, Double> read(String output) {
		Map<Measure, Double> values = new EnumMap<>(Measure.class);
		output.lines().map((line) -> line.split("=")).forEach((parts) -> {
			if (parts.length == 2) {
				values.put(Measure.valueOf(parts[0]), Double.valueOf(parts[1]));
			}
		});
		return values;
	}

	/**
	 * The process.
	 * @param arguments the contender, the host, the port, the database and the folder
	 * @throws Exception if the contender fails
	 */
	public static void main(String[] arguments) throws Exception {
		Contender contender = Contenders.named(arguments[0]);
		Database database = new Database(arguments[1], Integer.parseInt(arguments[2]), arguments[3], null);
		long start = System.nanoTime();
		contender.migrate(database, Path.of(arguments[4]));
		tell(Measure.TIME, (System.nanoTime() - start) / NANOS_PER_MILLI);
		tell(Measure.ALLOCATED, allocated() / MEGABYTE);
		tell(Measure.PEAK_HEAP, peakHeap() / MEGABYTE);
	}

	private static void tell(Measure measure, double value) {
		LoggerFactory.getLogger(OwnProcess.class).info("{}={}", measure, value);
	}

	/**
	 * What all threads that are still there have allocated.
	 */
	private static double allocated() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		double sum = 0;
		for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
			sum += bytes;
		}
		return sum;
	}

	/**
	 * The sum of what each part of the heap held at most: no less than the peak.
	 */
	private static double peakHeap() {
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.mapToDouble(OwnProcess::peak)
			.sum();
	}

	private static double peak(MemoryPoolMXBean pool) {
		return pool.getPeakUsage().getUsed();
	}

}
