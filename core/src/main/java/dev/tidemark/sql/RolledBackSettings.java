package dev.tidemark.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes settings away that a script made and rolled back with a transaction, or to a
 * savepoint.
 */
final class RolledBackSettings {

	private final List<SqlStatement> settings;

	private final Map<String, Integer> savepoints = new HashMap<>();

	private boolean inTransaction;

	private int begin;

	/**
	 * Watches over settings.
	 * @param settings those made so far, which grow meanwhile
	 */
	RolledBackSettings(List<SqlStatement> settings) {
		this.settings = settings;
	}

	void accept(SqlStatement statement) {
		TransactionControl control = TransactionControl.of(statement);
		if (control == TransactionControl.BEGIN) {
			this.begin = this.inTransaction ? this.begin : this.settings.size();
			this.inTransaction = true;
		}
		else if (control.ends() && this.inTransaction) {
			truncate(control.rollsBack() ? this.begin : this.settings.size());
			this.begin = this.settings.size();
			this.inTransaction = control.chains();
			this.savepoints.clear();
		}
		else {
			savepoint(new StatementTokens(statement.text()));
		}
	}

	private void savepoint(StatementTokens tokens) {
		if (tokens.accept("SAVEPOINT")) {
			this.savepoints.put(tokens.name(), this.settings.size());
		}
		else if (tokens.is("ROLLBACK") && tokens.skipPast("TO")) {
			tokens.accept("SAVEPOINT");
			truncate(this.savepoints.getOrDefault(tokens.name(), this.settings.size()));
		}
	}

	private void truncate(int size) {
		this.settings.subList(Math.min(size, this.settings.size()), this.settings.size()).clear();
	}

}
