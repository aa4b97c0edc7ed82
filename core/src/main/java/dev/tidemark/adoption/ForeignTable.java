package dev.tidemark.adoption;

import java.util.List;

import dev.tidemark.sql.SqlQuote;

/**
 * The table of another tool, where it was found.
 *
 * @param tool whose it is
 * @param schema its schema
 * @param name its name
 * @param columns its columns in order
 */
public record ForeignTable(ForeignTool tool, String schema, String name, List<String> columns) {

	/**
	 * Returns the quoted name with its schema.
	 * @return the name for SQL
	 */
	public String qualified() {
		return SqlQuote.qualified(this.schema, this.name);
	}

	/**
	 * Returns tool and table for people.
	 * @return such as {@code Flyway (public.flyway_schema_history)}
	 */
	public String describe() {
		return "%s (%s)".formatted(this.tool.label(), qualified());
	}

}
