package dev.tidemark.sample.table;

import org.jspecify.annotations.Nullable;

/**
 * A record that mirrors a row of a table: the component {@code startDate} is the column
 * {@code start_date}.
 */
public interface Row {

	/**
	 * The row's key; {@code null} until the database has given one.
	 */
	@Nullable Long id();

}
