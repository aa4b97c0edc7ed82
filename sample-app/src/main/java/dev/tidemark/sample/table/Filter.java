package dev.tidemark.sample.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * Conditions on columns, all of which a row must meet; a {@code null} value is no
 * condition. Column names come from code, values travel as parameters.
 */
public final class Filter {

	private final Map<String, Object> parameters = new LinkedHashMap<>();

	private final StringJoiner where = new StringJoiner(" AND ", " WHERE ", "").setEmptyValue("");

	/**
	 * Keeps the rows whose column has the value.
	 */
	public Filter equal(String column, @Nullable Object value) {
		if (value != null) {
			this.where.add(column + " = :" + column);
			this.parameters.put(column, Columns.parameter(value));
		}
		return this;
	}

	/**
	 * Keeps the rows whose column contains the text, in upper or lower case.
	 */
	public Filter contains(String column, @Nullable String text) {
		if (text != null) {
			this.where.add(column + " ILIKE :" + column);
			this.parameters.put(column, "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
		}
		return this;
	}

	String where() {
		return this.where.toString();
	}

	Map<String, Object> parameters() {
		return this.parameters;
	}

}
