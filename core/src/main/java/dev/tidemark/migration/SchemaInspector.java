package dev.tidemark.migration;

import java.util.List;
import java.util.OptionalLong;

/**
 * Answers what is in a schema. What is missing is no error: the answer is false, or
 * empty. Names are read as in SQL: they may name a schema, otherwise they are looked for
 * along the search path; without quotes they are in lower case. Each method is a round
 * trip.
 *
 * <p>
 * Every method throws an {@link IllegalArgumentException} if a name is no name, such as
 * an empty one.
 */
public interface SchemaInspector {

	/**
	 * Tells whether there is a table, partitioned table, foreign table, view or
	 * materialized view.
	 * @param table its name
	 * @return whether it is there
	 */
	boolean tableExists(String table);

	/**
	 * Tells whether a table has a column.
	 * @param table the table's name
	 * @param column the column's name
	 * @return whether both are there
	 */
	boolean columnExists(String table, String column);

	/**
	 * Tells whether there is an index that can be used: one that a failed build left
	 * INVALID is none.
	 * @param index its name
	 * @return whether it is there
	 */
	boolean indexExists(String index);

	/**
	 * Tells whether a table has a constraint.
	 * @param table the table's name
	 * @param constraint the constraint's name
	 * @return whether both are there
	 */
	boolean constraintExists(String table, String constraint);

	/**
	 * Tells whether an extension is installed in the database.
	 * @param extension its name
	 * @return whether it is
	 */
	boolean extensionExists(String extension);

	/**
	 * Returns the values of an enumeration.
	 * @param type the type's name
	 * @return the values in their order; empty where there is no such enumeration
	 */
	List<String> enumValues(String type);

	/**
	 * Returns how many rows the server's statistics say a table has, its partitions
	 * together; those that were never analysed add nothing.
	 * @param table the table's name
	 * @return the estimate; empty where there is no such table, or it was never analysed
	 */
	OptionalLong rowEstimate(String table);

}
