package dev.tidemark.test.database;

/**
 * What a server answers with one {@code ReadyForQuery}: a simple query, or messages up to
 * a {@code Sync}.
 *
 * @param number its number on its connection, from 1; the startup is not counted
 * @param sql the statements that it executes, with {@code "; "} between them
 */
public record ClientRequest(int number, String sql) {

}
