package dev.tidemark.offline;

import java.util.List;

import dev.tidemark.sql.CopyData;
import dev.tidemark.sql.PsqlText;
import dev.tidemark.sql.SqlStatement;

/**
 * The text of a file for psql, as it grows.
 */
final class PsqlFile {

	private final StringBuilder text = new StringBuilder();

	/**
	 * Adds lines as they are.
	 */
	PsqlFile lines(String lines) {
		this.text.append(lines);
		if (!lines.endsWith("\n")) {
			this.text.append('\n');
		}
		return this;
	}

	PsqlFile blank() {
		this.text.append('\n');
		return this;
	}

	PsqlFile comment(String comment) {
		comment.lines().forEach((line) -> this.text.append(("-- " + printable(line)).stripTrailing()).append('\n'));
		return this;
	}

	/**
	 * Adds SQL of ours, in which psql is to put the values of its variables.
	 */
	PsqlFile sql(String sql) {
		return lines(sql + ";");
	}

	PsqlFile sql(List<String> statements) {
		statements.forEach(this::sql);
		return this;
	}

	/**
	 * Adds a query of one row, the columns of which become variables.
	 */
	PsqlFile variables(String query) {
		return lines(query + " \\gset tidemark_");
	}

	/**
	 * Adds code that is executed by the server.
	 */
	PsqlFile code(String body) {
		String tag = "$tidemark$";
		for (int i = 1; body.contains(tag); i++) {
			tag = "$tidemark" + i + "$";
		}
		return lines("DO " + tag + "\n" + body.strip() + "\n" + tag + ";");
	}

	/**
	 * Tells whoever runs the file.
	 */
	PsqlFile echo(String message) {
		return lines("\\echo '" + printable(message).replace("\\", "\\\\").replace("'", "''") + "'");
	}

	/**
	 * Adds statements of a script, as the server is to see them.
	 */
	PsqlFile statements(List<SqlStatement> statements) {
		statements.forEach(this::statement);
		return this;
	}

	PsqlFile statement(SqlStatement statement) {
		sql(PsqlText.of(statement));
		CopyData data = statement.data();
		if (data != null) {
			if (data.start() < data.end()) {
				this.text.append(data.script(), data.start(), data.end());
				if (this.text.charAt(this.text.length() - 1) != '\n') {
					this.text.append('\n');
				}
			}
			lines("\\.");
		}
		return this;
	}

	private static String printable(String text) {
		return text.replaceAll("\\p{Cntrl}", " ");
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
