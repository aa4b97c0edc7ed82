package dev.tidemark.jdbc;

/**
 * What the server lets us do, as far as it changes how a run works. Asked of the server,
 * never concluded from a product's name.
 *
 * @param advisoryLocks whether advisory locks may be taken
 * @param lockView whether {@code pg_locks} may be read
 * @param lockTimeout whether waits for locks can be bounded
 */
public record Capabilities(boolean advisoryLocks, boolean lockView, boolean lockTimeout) {

}
