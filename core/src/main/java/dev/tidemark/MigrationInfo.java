package dev.tidemark;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;

/**
 * One migration as it stands, known to the application, to the history, or to both.
 *
 * @param version the version, or {@code null} for a repeatable migration
 * @param name the name
 * @param script the file or class name
 * @param kind what it is made of
 * @param state how it stands
 * @param checksum the checksum that was applied, or that would be, or {@code null} for
 * Java
 * @param appliedAt when its newest row was written, or {@code null}
 * @param executionMs how long it took, in milliseconds, or {@code null}
 * @param appliedBy the database role, or {@code null}
 * @param appliedFrom application, host and process, or {@code null}
 * @param reversible whether it can be undone
 * @param error why it failed, or {@code null}
 */
public record MigrationInfo(@Nullable String version, String name, String script, MigrationKind kind,
		MigrationState state, @Nullable String checksum, @Nullable Instant appliedAt, @Nullable Long executionMs,
		@Nullable String appliedBy, @Nullable String appliedFrom, boolean reversible, @Nullable String error) {

	MigrationKey key() {
		return MigrationKey.of((this.version != null) ? Version.of(this.version) : null, this.name);
	}

}
