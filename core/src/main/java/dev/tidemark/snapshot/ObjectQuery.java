package dev.tidemark.snapshot;

/**
 * Reads all objects of one kind.
 *
 * @param kind the kind
 * @param sql yields catalog, object, name and statement
 */
record ObjectQuery(ObjectKind kind, String sql) {

}
