package dev.tidemark.jdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Reads the server's answer about the data of a COPY, and takes the data out of it: they
 * are nobody's business in a log.
 */
final class CopyFailure {

	/** The language is the server's: COPY t, line 3, column a: "x". */
	private static final Pattern LINE = Pattern.compile("(?m)^COPY .*?, \\p{L}+ (\\d{1,9})\\b");

	private static final Pattern QUOTED = Pattern.compile("[\"'«»„“”‘’].*[\"'«»„“”‘’]", Pattern.DOTALL);

	private static final String HIDDEN = "\"***\"";

	/** Its messages name columns, not values. */
	private static final String BAD_COPY_FILE_FORMAT = "22P04";

	private static final String NO_DETAIL = "not shown, as it may hold data";

	private CopyFailure() {
	}

	/**
	 * Returns the line of the data that the server speaks of.
	 * @return the line, from 1, or 0 where it names none
	 */
	static int line(ServerErrorMessage error) {
		Matcher matcher = (error.getWhere() != null) ? LINE.matcher(error.getWhere()) : null;
		return (matcher != null && matcher.find()) ? Integer.parseInt(matcher.group(1)) : 0;
	}

	/**
	 * Returns the same failure without data.
	 */
	static PSQLException withoutData(PSQLException ex) {
		ServerErrorMessage error = ex.getServerErrorMessage();
		if (error == null || error.getSQLState() == null) {
			return ex;
		}
		StringBuilder safe = new StringBuilder();
		field(safe, 'S', error.getSeverity());
		field(safe, 'C', error.getSQLState());
		field(safe, 'M', message(error));
		field(safe, 'D', (error.getDetail() != null) ? NO_DETAIL : null);
		field(safe, 'H', error.getHint());
		field(safe, 'P', (error.getPosition() > 0) ? String.valueOf(error.getPosition()) : null);
		field(safe, 'W', (line(error) > 0) ? "COPY …, line " + line(error) : null);
		PSQLException hidden = new PSQLException(new ServerErrorMessage(safe.toString()), false);
		hidden.setStackTrace(ex.getStackTrace());
		return hidden;
	}

	/**
	 * A value that cannot be read is in the message itself.
	 */
	private static @Nullable String message(ServerErrorMessage error) {
		String sqlState = String.valueOf(error.getSQLState());
		boolean value = sqlState.startsWith("22") && !BAD_COPY_FILE_FORMAT.equals(sqlState);
		String message = error.getMessage();
		return (value && message != null) ? QUOTED.matcher(message).replaceAll(HIDDEN) : message;
	}

	private static void field(StringBuilder fields, char name, @Nullable String value) {
		if (value != null) {
			fields.append(name).append(value).append('\0');
		}
	}

}
