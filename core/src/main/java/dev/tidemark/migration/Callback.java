package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

/**
 * A script that runs at an event, and is no migration: it is not recorded.
 *
 * @param event when it runs
 * @param description tells it from others of the same event, or {@code null}
 * @param script the script
 */
public record Callback(CallbackEvent event, @Nullable String description, SqlScript script) {

	/**
	 * Returns the name for people.
	 * @return the file's name without its suffix, such as {@code afterMigrate__grants}
	 */
	public String name() {
		return (this.description != null) ? this.event.word() + "__" + this.description : this.event.word();
	}

}
