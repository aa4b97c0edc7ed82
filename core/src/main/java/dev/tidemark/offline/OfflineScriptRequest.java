package dev.tidemark.offline;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.Version;

/**
 * Which migrations an SQL file for psql brings. Where {@code to} comes before
 * {@code from}, it undoes them.
 *
 * @param from the version at which the database stands, or {@code null} for an empty
 * history
 * @param to the version at which it is to stand, or {@code null} for the newest
 */
public record OfflineScriptRequest(@Nullable Version from, @Nullable Version to) {

}
