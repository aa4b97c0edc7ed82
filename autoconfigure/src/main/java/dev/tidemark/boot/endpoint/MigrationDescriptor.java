package dev.tidemark.boot.endpoint;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import dev.tidemark.MigrationInfo;
import dev.tidemark.StoredScripts;

/**
 * One migration.
 *
 * @param version the version, or {@code null} for a repeatable migration
 * @param name the name
 * @param script the file or class name
 * @param kind what it is made of
 * @param state how it stands
 * @param checksum the checksum, or {@code null} for Java
 * @param appliedAt when its newest row was written, or {@code null}
 * @param executionMs how long it took, in milliseconds, or {@code null}
 * @param appliedBy the database role, or {@code null}
 * @param appliedFrom application, host and process, or {@code null}
 * @param reversible whether it can be undone
 * @param error why it failed, or {@code null}
 * @param upScript the stored up script, or {@code null} where it is not shown
 * @param downScript the stored down script, or {@code null} where it is not shown
 */
public record MigrationDescriptor(@Nullable String version, String name, String script, String kind, String state,
		@Nullable String checksum, @Nullable Instant appliedAt, @Nullable Long executionMs, @Nullable String appliedBy,
		@Nullable String appliedFrom, boolean reversible, @Nullable String error, @Nullable String upScript,
		@Nullable String downScript) implements OperationResponseBody {

	static MigrationDescriptor of(MigrationInfo info) {
		return withScripts(info, StoredScripts.NONE);
	}

	static MigrationDescriptor withScripts(MigrationInfo info, StoredScripts scripts) {
		return new MigrationDescriptor(info.version(), info.name(), info.script(), info.kind().word(),
				info.state().word(), info.checksum(), info.appliedAt(), info.executionMs(), info.appliedBy(),
				info.appliedFrom(), info.reversible(), info.error(), scripts.up(), scripts.down());
	}

}
