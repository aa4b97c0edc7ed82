package dev.tidemark;

import org.jspecify.annotations.Nullable;

/**
 * The scripts of a migration as the history keeps them: without placeholder values and
 * passwords.
 *
 * @param up the up script, or {@code null} where none is stored
 * @param down the down script, or {@code null} where none is stored
 */
public record StoredScripts(@Nullable String up, @Nullable String down) {

	/** No script is stored. */
	public static final StoredScripts NONE = new StoredScripts(null, null);

}
