package dev.tidemark.snapshot;

/**
 * What PostgreSQL calls an object: the catalog that lists it, and its number there.
 *
 * @param catalog the number of the catalog; a few of our own stand for statements that
 * make no object
 * @param object the number of the object
 */
record ObjectId(long catalog, long object) {

}
