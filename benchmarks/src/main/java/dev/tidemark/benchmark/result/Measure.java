package dev.tidemark.benchmark.result;

/**
 * What is measured, and in which unit; less is better for all of them.
 */
public enum Measure {

	/** Wall-clock time. */
	TIME("time", "ms"),

	/** Requests that were answered before the next was sent, after the connection. */
	ROUND_TRIPS("round trips", ""),

	/** Connections that the server accepted. */
	CONNECTIONS("connections", ""),

	/** Statements that the server executed. */
	STATEMENTS("statements", ""),

	/** What was allocated on the heap, whether or not it was given back. */
	ALLOCATED("allocated", "MB"),

	/** The most that the heap held at once, garbage included. */
	PEAK_HEAP("peak heap", "MB"),

	/** The most memory of the process that was resident at once. */
	PEAK_MEMORY("peak memory", "MB"),

	/** Classes that the process loaded. */
	CLASSES("classes loaded", ""),

	/** What is added to an application's jar. */
	BYTES_ADDED("added to the jar", "kB");

	private final String label;

	private final String unit;

	Measure(String label, String unit) {
		this.label = label;
		this.unit = unit;
	}

	/**
	 * What the tables call it.
	 * @return a few words
	 */
	public String label() {
		return this.label;
	}

	/**
	 * The unit of the values.
	 * @return the unit, empty for a count
	 */
	public String unit() {
		return this.unit;
	}

}
