package dev.tidemark.execution;

import org.jspecify.annotations.Nullable;

import dev.tidemark.sql.SqlQuote;

/**
 * A partition and its part of an index.
 *
 * @param schema its schema
 * @param name its name
 * @param partitioned whether it is partitioned itself
 * @param index the index of it that is attached already, for SQL, or {@code null}
 */
record Partition(String schema, String name, boolean partitioned, @Nullable String index) {

	/**
	 * Returns its name for SQL.
	 */
	String table() {
		return SqlQuote.qualified(this.schema, this.name);
	}

	/**
	 * Returns the name of an index of it for SQL.
	 * @param ownIndex the quoted name of the index
	 */
	String qualified(String ownIndex) {
		return SqlQuote.identifier(this.schema) + '.' + ownIndex;
	}

}
