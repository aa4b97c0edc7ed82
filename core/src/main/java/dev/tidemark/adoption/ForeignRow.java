package dev.tidemark.adoption;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.Version;

/**
 * One row of another tool's history, in that tool's own words.
 *
 * @param id what the tool calls it, for people
 * @param version the version, or {@code null} where it has none
 * @param name the name or description, or {@code null}
 * @param file the file or class that it names, or {@code null}
 * @param checksum the checksum as the tool writes it, or {@code null}
 * @param state how it stands
 * @param appliedAt when it was applied, or {@code null} where the tool does not say
 * @param executionMs how long it took, in milliseconds; 0 where the tool does not say
 * @param appliedBy the database role, or {@code null} where the tool does not say
 */
public record ForeignRow(String id, @Nullable String version, @Nullable String name, @Nullable String file,
		@Nullable String checksum, RowState state, @Nullable Instant appliedAt, long executionMs,
		@Nullable String appliedBy) {

	/**
	 * Returns the version under which it is recorded where no file is found; what has
	 * neither version nor file gets its name.
	 * @return the version, or {@code null} for a repeatable migration
	 */
	@Nullable Version recordedVersion() {
		String text = this.version;
		if (text == null) {
			return (this.name != null && this.file == null) ? Version.named(this.name) : null;
		}
		return Version.find(text).orElseGet(() -> Version.named(text));
	}

}
