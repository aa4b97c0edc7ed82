package dev.tidemark.jdbc;

import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import dev.tidemark.sql.SqlStatement;

/**
 * Tells which statement of a message failed, and where in it: the server counts positions
 * from the begin of the message.
 */
final class MessageFailure {

	private MessageFailure() {
	}

	/**
	 * Finds the statement.
	 * @param ex what the driver threw
	 * @param statements what the message held
	 * @param answered how many of them were answered
	 * @param separator how many characters are between two
	 * @return the statement's failure, of an unknown one where the connection was lost
	 * among several
	 */
	static StatementException of(SQLException ex, List<SqlStatement> statements, int answered, int separator) {
		if (statements.size() == 1) {
			return new StatementException(0, ex);
		}
		ServerErrorMessage error = (ex instanceof PSQLException psql) ? psql.getServerErrorMessage() : null;
		if (error == null || lost(ex)) {
			return new StatementException(StatementException.UNKNOWN, ex);
		}
		// the server parses all before it executes the first, so that an error of the
		// syntax comes before every answer
		int index = (answered == 0 && error.getPosition() > 0) ? at(error.getPosition(), statements, separator)
				: Math.min(answered, statements.size() - 1);
		int start = start(index, statements, separator);
		return new StatementException(index, moved(ex, error, start, length(statements.get(index))));
	}

	private static int at(int position, List<SqlStatement> statements, int separator) {
		int index = 0;
		while (index < statements.size() - 1 && position > start(index + 1, statements, separator)) {
			index++;
		}
		return index;
	}

	private static int start(int index, List<SqlStatement> statements, int separator) {
		return statements.subList(0, index).stream().mapToInt((each) -> length(each) + separator).sum();
	}

	private static int length(SqlStatement statement) {
		return statement.text().codePointCount(0, statement.text().length());
	}

	private static boolean lost(SQLException ex) {
		for (SQLException each = ex; each != null; each = each.getNextException()) {
			if (SqlStates.connectionLost(each.getSQLState())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A position elsewhere is that of another text, such as the script of an extension.
	 */
	private static SQLException moved(SQLException ex, ServerErrorMessage error, int start, int length) {
		int position = error.getPosition();
		if (position == 0 || start == 0) {
			return ex;
		}
		boolean within = position > start && position <= start + length + 1;
		PSQLException moved = new PSQLException(new ServerErrorMessage(encoded(error, within ? position - start : 0)));
		moved.setStackTrace(ex.getStackTrace());
		return moved;
	}

	/**
	 * Writes the fields as the server sends them.
	 */
	private static String encoded(ServerErrorMessage error, int position) {
		StringBuilder fields = new StringBuilder();
		field(fields, 'S', error.getSeverity());
		field(fields, 'C', error.getSQLState());
		field(fields, 'M', error.getMessage());
		field(fields, 'D', error.getDetail());
		field(fields, 'H', error.getHint());
		field(fields, 'P', (position > 0) ? Integer.toString(position) : null);
		field(fields, 'W', error.getWhere());
		field(fields, 's', error.getSchema());
		field(fields, 't', error.getTable());
		field(fields, 'c', error.getColumn());
		field(fields, 'd', error.getDatatype());
		field(fields, 'n', error.getConstraint());
		field(fields, 'F', error.getFile());
		field(fields, 'L', Integer.toString(error.getLine()));
		field(fields, 'R', error.getRoutine());
		return fields.toString();
	}

	private static void field(StringBuilder fields, char type, @Nullable String value) {
		if (value != null) {
			fields.append(type).append(value).append('\0');
		}
	}

}
