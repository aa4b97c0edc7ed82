package dev.tidemark.history;

/**
 * Brings a history of an older format to the current one.
 */
public final class HistoryUpgrade {

	private HistoryUpgrade() {
	}

	/**
	 * Returns the statements that upgrade a table. What a release before did not note is
	 * noted as not known: which statement was running when a process died.
	 * @param table an outdated table
	 * @return the statements, to be run in one transaction under the migration lock
	 */
	public static String statements(HistoryTable table) {
		return statements(table.qualified());
	}

	/**
	 * Returns the statements that upgrade a table.
	 * @param qualified its name in SQL, or what stands for it
	 * @return the statements, to be run in one transaction under the migration lock
	 */
	public static String statements(String qualified) {
		return """
				ALTER TABLE %1$s ADD COLUMN IF NOT EXISTS running_statement text,
				                 ADD COLUMN IF NOT EXISTS done_checksum text;
				UPDATE %1$s SET running_statement = %2$s WHERE state = 'running';
				COMMENT ON TABLE %1$s IS '%3$s';
				""".formatted(qualified, unknownStatement(), HistoryStatements.comment());
	}

	/**
	 * The next statement may have been sent, whatever it was.
	 */
	static String unknownStatement() {
		return "CASE WHEN state = 'running' THEN statements_done + 1 || ' ?' END";
	}

}
