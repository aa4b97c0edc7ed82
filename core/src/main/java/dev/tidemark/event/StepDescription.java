package dev.tidemark.event;

import org.jspecify.annotations.Nullable;

/**
 * A step, for listeners.
 *
 * @param version the version, or {@code null} for a repeatable migration or a callback
 * @param name the name
 * @param script the file or class name
 * @param direction {@code up} or {@code down}, or {@value #CALLBACK} for a callback that
 * runs before or after migrations
 * @param reason why it is done, for people; the event of a callback
 * @param number the step's number within the run, from 1, or 0 for a callback of the
 * whole run
 * @param total how many steps the run has, or 0 for a callback of the whole run
 */
public record StepDescription(@Nullable String version, String name, String script, String direction, String reason,
		int number, int total) {

	/** The direction of what is no migration. */
	public static final String CALLBACK = "callback";

	/**
	 * Returns version and name for people, such as {@code 001 extensions}, or the name of
	 * the callback.
	 * @return the label
	 */
	public String label() {
		if (this.direction.equals(CALLBACK)) {
			return this.name;
		}
		return (((this.version != null) ? this.version : "repeatable") + " " + this.name).trim();
	}

}
