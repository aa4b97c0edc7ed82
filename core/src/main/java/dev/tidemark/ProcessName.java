package dev.tidemark;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Names this process in the history.
 */
final class ProcessName {

	private ProcessName() {
	}

	/**
	 * Returns application, host and process.
	 * @return such as {@code orders@node-7, pid 4711}
	 */
	static String of(String application) {
		return "%s@%s, pid %d".formatted(application, host(), ProcessHandle.current().pid());
	}

	private static String host() {
		String name = System.getenv("HOSTNAME");
		if (name != null && !name.isBlank()) {
			return name;
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown";
		}
	}

}
