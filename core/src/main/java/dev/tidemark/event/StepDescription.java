package dev.tidemark.event;

import org.jspecify.annotations.Nullable;

/**
 * A step, for listeners.
 *
 * @param version the version, or {@code null} for a repeatable migration
 * @param name the name
 * @param script the file or class name
 * @param direction {@code up} or {@code down}
 * @param reason why it is done, for people
 * @param number the step's number within the run, from 1
 * @param total how many steps the run has
 */
public record StepDescription(@Nullable String version, String name, String script, String direction, String reason,
		int number, int total) {

	/**
	 * Returns version and name for people, such as {@code 001 extensions}.
	 * @return the label
	 */
	public String label() {
		return (((this.version != null) ? this.version : "repeatable") + " " + this.name).trim();
	}

}
