package dev.tidemark.snapshot;

/**
 * One object, with the statement that makes it.
 *
 * @param id what PostgreSQL calls it
 * @param kind the kind
 * @param name its name with its schema, by which it is sorted within its kind
 * @param statement the statement with its semicolon, or nothing for an object that every
 * database has
 */
record CatalogObject(ObjectId id, ObjectKind kind, String name, String statement) implements Comparable<CatalogObject> {

	@Override
	public int compareTo(CatalogObject other) {
		int byKind = this.kind.compareTo(other.kind);
		int byName = (byKind != 0) ? byKind : this.name.compareTo(other.name);
		return (byName != 0) ? byName : this.statement.compareTo(other.statement);
	}

}
