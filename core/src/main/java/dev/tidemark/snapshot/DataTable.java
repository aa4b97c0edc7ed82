package dev.tidemark.snapshot;

/**
 * A table whose rows are in the snapshot.
 *
 * @param id the number of the table
 * @param name its name with its schema, for SQL
 * @param only whether rows of its children are not its own
 */
record DataTable(long id, String name, boolean only) {

}
