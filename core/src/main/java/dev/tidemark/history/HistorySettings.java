package dev.tidemark.history;

import java.nio.charset.StandardCharsets;

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

	/** In bytes. */
	private static final int LONGEST_NAME = 63;

	/**
	 * Fills in the defaults.
	 */
	public HistorySettings(@Nullable String schema, @Nullable String table, @Nullable DataSize maxScriptSize) {
		this.schema = StringUtils.hasText(schema) ? schema : null;
		this.table = StringUtils.hasText(table) ? table : DEFAULT_TABLE;
		this.maxScriptSize = (maxScriptSize != null) ? maxScriptSize : DEFAULT_MAX_SCRIPT_SIZE;
		check("tidemark.history.schema", this.schema);
		check("tidemark.history.table", this.table);
	}

	private static void check(String key, @Nullable String name) {
		// PostgreSQL would cut the name, and the table would not be found again
		Assert.isTrue(name == null || name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME,
				() -> "%s '%s' is longer than PostgreSQL's names may be (%d)".formatted(key, name, LONGEST_NAME));
	}

}
