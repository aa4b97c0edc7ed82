package dev.tidemark.boot.startup;

/**
 * What happens to the application when a run fails.
 */
public enum OnFailure {

	/** It stops with exit code 1 and a failure analysis. */
	FAIL,

	/** It stays up and refuses traffic, until a retry succeeds. */
	REFUSE_TRAFFIC

}
