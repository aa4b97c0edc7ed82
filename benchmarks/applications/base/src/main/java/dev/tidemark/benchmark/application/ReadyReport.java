package dev.tidemark.benchmark.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Prints a line when the application is ready and everything that was to happen then has
 * happened, and a second one with what the process has used.
 */
final class ReadyReport implements ApplicationListener<ApplicationReadyEvent>, Ordered {

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		System.out.println("benchmark.ready");
		System.out.printf("benchmark.used classes=%d peak-kb=%d%n",
				ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount(), peakKilobytes());
	}

	/**
	 * Returns the largest resident memory so far, or zero where the system does not tell.
	 */
	private static long peakKilobytes() {
		Path status = Path.of("/proc/self/status");
		try {
			return Files.exists(status) ? Files.readAllLines(status)
				.stream()
				.filter((line) -> line.startsWith("VmHWM:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
				.findFirst()
				.orElse(0) : 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
