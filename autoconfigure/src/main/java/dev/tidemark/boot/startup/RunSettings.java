package dev.tidemark.boot.startup;

/**
 * When a run happens and what it does.
 *
 * @param runAt when
 * @param mode what it does
 * @param onFailure what a failure means
 */
public record RunSettings(RunAt runAt, Mode mode, OnFailure onFailure) {

	boolean runsAt(RunAt moment) {
		return this.mode != Mode.OFF && this.runAt == moment;
	}

}
