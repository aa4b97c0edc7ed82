package dev.tidemark;

import org.springframework.util.Assert;

/**
 * Where a history is written for Flyway. Immutable.
 *
 * @param table Flyway's table, maybe with its schema
 */
public record FlywayExportRequest(String table) {

	/**
	 * Checks the name.
	 */
	public FlywayExportRequest {
		Assert.hasText(table, "The table needs a name");
	}

	/**
	 * Asks for the table that Flyway uses where nothing else is set.
	 * @return the request
	 */
	public static FlywayExportRequest defaults() {
		return new FlywayExportRequest("flyway_schema_history");
	}

	String schema(String otherwise) {
		int dot = this.table.indexOf('.');
		return (dot > 0) ? this.table.substring(0, dot) : otherwise;
	}

	String name() {
		return this.table.substring(this.table.indexOf('.') + 1);
	}

}
