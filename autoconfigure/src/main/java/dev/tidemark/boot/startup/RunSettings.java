package dev.tidemark.boot.startup;

import dev.tidemark.WaitSettings;

/**
 * When a run happens and what it does.
 *
 * @param runAt when
 * @param mode what it does
 * @param onFailure what a failure means
 * @param waiting how another process is waited for, where the mode says so
 */
public record RunSettings(RunAt runAt, Mode mode, OnFailure onFailure, WaitSettings waiting) {

	/**
	 * Tells whether anything is to run at a moment.
	 * @param moment the moment
	 * @return whether it is
	 */
	public boolean runsAt(RunAt moment) {
		return this.mode != Mode.OFF && this.runAt == moment;
	}

}
