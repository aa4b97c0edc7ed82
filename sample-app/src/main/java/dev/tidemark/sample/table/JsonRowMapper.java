package dev.tidemark.sample.table;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.jdbc.core.DataClassRowMapper;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes records of rows: {@code jsonb} becomes a JSON node, a word becomes the enum
 * constant of that name.
 *
 * @param <T> the record
 */
final class JsonRowMapper<T> extends DataClassRowMapper<T> {

	private final JsonMapper json;

	JsonRowMapper(Class<T> type, JsonMapper json) {
		super(type);
		this.json = json;
		// finds ON_HOLD for on_hold
		setConversionService(ApplicationConversionService.getSharedInstance());
	}

	@Override
	protected @Nullable Object getColumnValue(ResultSet result, int index, Class<?> type) throws SQLException {
		if (JsonNode.class.isAssignableFrom(type)) {
			String text = result.getString(index);
			return (text != null) ? this.json.readTree(text) : null;
		}
		if (type.isEnum()) {
			return result.getString(index);
		}
		return super.getColumnValue(result, index, type);
	}

}
