package dev.tidemark.history;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Where the history is and what it keeps.
 *
 * @param schema the schema, or {@code null} for the first of the search path that exists
 * @param table the table
 * @param maxScriptSize scripts over this size are not stored
 */
public record HistorySettings(@Nullable String schema, String table, DataSize maxScriptSize) {

	/** The table's name where nothing else is set. */
	public static final String DEFAULT_TABLE = "schema_migrations";

	/** The size over which scripts are not stored, where nothing else is set. */
	public static final DataSize DEFAULT_MAX_SCRIPT_SIZE = DataSize.ofMegabytes(1);

	private static final int LONGEST_NAME = 63;

	/**
	 * Fills in the defaults.
	 */
	public HistorySettings(@Nullable String schema, @Nullable String table, @Nullable DataSize maxScriptSize) {
		this.schema = StringUtils.hasText(schema) ? schema : null;
		this.table = StringUtils.hasText(table) ? table : DEFAULT_TABLE;
		this.maxScriptSize = (maxScriptSize != null) ? maxScriptSize : DEFAULT_MAX_SCRIPT_SIZE;
		Assert.isTrue(this.table.length() <= LONGEST_NAME,
				() -> "tidemark.history.table '%s' is longer than PostgreSQL's names may be (%d)".formatted(this.table,
						LONGEST_NAME));
	}

}
