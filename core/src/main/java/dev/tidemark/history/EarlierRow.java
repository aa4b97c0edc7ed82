package dev.tidemark.history;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A row of what was applied before there was a history.
 *
 * @param row what is recorded
 * @param appliedAt when it was applied, or {@code null} for now
 * @param executionMs how long it took, in milliseconds
 * @param appliedBy the database role, or {@code null} for ours
 */
public record EarlierRow(HistoryRow row, @Nullable Instant appliedAt, long executionMs, @Nullable String appliedBy) {

}
