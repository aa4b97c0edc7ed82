package dev.tidemark.authoring;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * How new migrations are written. Immutable.
 *
 * @param naming how the version is made
 * @param directory the folder that they are written to, or {@code null} for the source
 * folder of the first location
 * @param template a file whose text new SQL migrations get, or {@code null} for
 * Tidemark's own
 */
public record CreateSettings(CreateNaming naming, @Nullable Path directory, @Nullable Path template) {

	/**
	 * Fills in the default.
	 * @param naming how the version is made, or {@code null} for that of the folder
	 * @param directory the folder, or {@code null}
	 * @param template the file, or {@code null}
	 */
	public CreateSettings(@Nullable CreateNaming naming, @Nullable Path directory, @Nullable Path template) {
		this.naming = (naming != null) ? naming : CreateNaming.AUTO;
		this.directory = directory;
		this.template = template;
	}

}
