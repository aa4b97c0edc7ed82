package dev.tidemark.sample.table;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.JsonNode;

/**
 * The columns of a table, as the components of a record name them.
 */
final class Columns {

	/** Set by the database alone, whatever a client sends. */
	private static final Set<String> GENERATED = Set.of("id", "created_at", "updated_at");

	private final Map<String, Method> accessors = new LinkedHashMap<>();

	private final List<String> written;

	Columns(Class<? extends Record> type) {
		for (RecordComponent component : type.getRecordComponents()) {
			Method accessor = component.getAccessor();
			ReflectionUtils.makeAccessible(accessor);
			this.accessors.put(JdbcUtils.convertPropertyNameToUnderscoreName(component.getName()), accessor);
		}
		this.written = this.accessors.keySet().stream().filter((column) -> !GENERATED.contains(column)).toList();
	}

	/**
	 * All columns, to be read.
	 */
	String all() {
		return String.join(", ", this.accessors.keySet());
	}

	/**
	 * The columns that a client sets, each in the form that the function gives it.
	 */
	String written(Function<String, String> form) {
		return this.written.stream().map(form).collect(Collectors.joining(", "));
	}

	/**
	 * The values of a row by column; one that the row leaves out is missing and so
	 * becomes the column's default.
	 */
	Map<String, Object> values(Record row) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (Map.Entry<String, Method> column : this.accessors.entrySet()) {
			Object value = ReflectionUtils.invokeMethod(column.getValue(), row);
			if (value != null && this.written.contains(column.getKey())) {
				values.put(column.getKey(), parameter(value));
			}
		}
		return values;
	}

	static Object parameter(Object value) {
		if (value instanceof JsonNode json) {
			// sent without a type, so that the server takes it for what the column is
			return new SqlParameterValue(Types.OTHER, json.toString());
		}
		return (value instanceof Enum<?> word) ? word.toString() : value;
	}

}
