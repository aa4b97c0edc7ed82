package dev.tidemark.boot.liquibase;

import java.util.List;

/**
 * A changeset as formatted SQL.
 *
 * @param file the changelog that it comes from
 * @param text its lines
 * @param problems what could not be written as SQL
 */
record ExportedChangeset(String file, String text, List<String> problems) {

}
