package dev.tidemark.benchmark;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * The shape of the machine, without its name.
 *
 * @param cores how many processors the process may use
 * @param gigabytes the memory
 * @param system the operating system, its release and the kind of processor
 */
record Machine(int cores, long gigabytes, String system) {

	private static final double GIGABYTE = 1024.0 * 1024 * 1024;

	static Machine ours() {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return new Machine(system.getAvailableProcessors(), Math.round(system.getTotalMemorySize() / GIGABYTE),
				"%s %s, %s".formatted(system.getName(), system.getVersion(), system.getArch()));
	}

	/**
	 * How much is going on at the moment, other than measuring.
	 * @return the system's load average, negative where there is none
	 */
	static double load() {
		return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
	}

	@Override
	public String toString() {
		return "%d cores, %d GB of memory, %s".formatted(this.cores, this.gigabytes, this.system);
	}

}
