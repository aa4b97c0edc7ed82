package dev.tidemark.history;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a row before it is written; the server adds times and role.
 *
 * @param version the version, or {@code null} for a repeatable migration
 * @param name the name
 * @param script the file or class name
 * @param kind the word for what the migration is made of
 * @param checksum the checksum of its up part, or {@code null}
 * @param statementsTotal how many statements there are
 * @param appliedFrom application, host and process
 * @param upScript the up script as it is stored, or {@code null}
 * @param downScript the down script as it is stored, or {@code null}
 */
public record HistoryRow(@Nullable String version, String name, String script, String kind, @Nullable String checksum,
		int statementsTotal, String appliedFrom, @Nullable String upScript, @Nullable String downScript) {

}
