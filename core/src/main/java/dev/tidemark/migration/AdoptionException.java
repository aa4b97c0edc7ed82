package dev.tidemark.migration;

/**
 * Another tool's history cannot be taken over: it is not there, not whole, or does not
 * fit the files.
 */
public final class AdoptionException extends MigrationException {

	/**
	 * Says what is in the way.
	 * @param message what happened
	 * @param action what to do next
	 */
	public AdoptionException(String message, String action) {
		super(message, action, null);
	}

}
