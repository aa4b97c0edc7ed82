package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

/**
 * Why and where a migration failed. Holds no password.
 *
 * @param label version and name, or the name of a callback that belongs to the whole run
 * @param script the file or class
 * @param line the line of the failing statement, from 1, or 0 when unknown
 * @param statementNumber which statement failed, from 1, or 0 when unknown
 * @param statementsTotal how many statements there are
 * @param statement the failing statement on one line, shortened, or {@code null}
 * @param sqlState the SQLSTATE, or {@code null} when it is no answer of the server
 * @param message what the server or the Java migration said
 * @param detail the server's detail, or {@code null}
 * @param hint the server's hint, or {@code null}
 * @param outcome what was rolled back and what remains
 * @param callback the callback that failed, or {@code null} where it was the migration
 * itself
 */
public record MigrationFailure(String label, String script, int line, int statementNumber, int statementsTotal,
		@Nullable String statement, @Nullable String sqlState, String message, @Nullable String detail,
		@Nullable String hint, String outcome, @Nullable Callback callback) {

	/**
	 * Returns what failed, for people.
	 */
	String subject() {
		if (this.callback == null) {
			return "Migration " + this.label;
		}
		String name = "Callback " + this.callback.name();
		return this.callback.event().withMigration() ? "%s of migration %s".formatted(name, this.label) : name;
	}

	/**
	 * Returns the failure for people.
	 * @return several lines: what, where, why, and what was rolled back
	 */
	public String describe() {
		StringBuilder text = new StringBuilder(subject()).append(" failed");
		text.append("\n  where:     ").append(this.script);
		if (this.line > 0) {
			text.append(':').append(this.line);
		}
		if (this.statementNumber > 0) {
			text.append(" (statement %d of %d)".formatted(this.statementNumber, this.statementsTotal));
		}
		line(text, "statement", this.statement);
		line(text, "error", this.message);
		line(text, "SQLSTATE", this.sqlState);
		line(text, "detail", this.detail);
		line(text, "hint", this.hint);
		line(text, "outcome", this.outcome);
		return text.toString();
	}

	/**
	 * Returns the failure on one line, as the history keeps it.
	 * @return error, SQLSTATE, statement number and line
	 */
	public String summary() {
		StringBuilder text = new StringBuilder(this.message.replace('\n', ' '));
		if (this.sqlState != null) {
			text.append(" [SQLSTATE ").append(this.sqlState).append(']');
		}
		if (this.statementNumber > 0) {
			text.append(" at statement %d of %d".formatted(this.statementNumber, this.statementsTotal));
		}
		if (this.line > 0) {
			text.append(", line ").append(this.line);
		}
		if (this.callback != null) {
			text.append(" of ").append(this.callback.script().fileName());
		}
		return text.toString();
	}

	String action() {
		boolean afterMigrations = this.callback != null && this.callback.event().afterMigrations();
		return afterMigrations ? FailureActions.afterCallback(this.sqlState, this.script)
				: FailureActions.afterMigration(this.sqlState, this.script);
	}

	private static void line(StringBuilder text, String name, @Nullable String value) {
		if (value != null) {
			text.append("\n  %-10s ".formatted(name + ":")).append(value.replace("\n", "\n             "));
		}
	}

}
