package dev.tidemark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes scripts of transactions, savepoints, settings and rows that PostgreSQL accepts.
 */
final class RandomTransactions {

	private final Random random;

	private final List<String> statements = new ArrayList<>();

	private boolean inTransaction;

	private int savepoints;

	private RandomTransactions(long seed) {
		this.random = new Random(seed);
	}

	static List<String> of(long seed) {
		RandomTransactions script = new RandomTransactions(seed);
		int size = 3 + script.random.nextInt(25);
		while (script.statements.size() < size) {
			script.add();
		}
		if (script.inTransaction) {
			script.statements.add(script.any("COMMIT", "END", "ROLLBACK"));
		}
		return script.statements;
	}

	private void add() {
		switch (this.random.nextInt(8)) {
			case 0 -> begin();
			case 1 -> end();
			case 2 -> set();
			case 3 -> savepoint();
			default -> insert();
		}
	}

	private void begin() {
		// in the middle of a transaction modes would come too late
		this.statements.add(this.inTransaction ? any("BEGIN", "BEGIN WORK")
				: any("BEGIN", "START TRANSACTION", "BEGIN ISOLATION LEVEL REPEATABLE READ"));
		this.inTransaction = true;
	}

	private void end() {
		String end = any("COMMIT", "COMMIT", "END WORK", "ROLLBACK", "ABORT");
		boolean chain = this.inTransaction && this.random.nextInt(4) == 0;
		this.statements.add(chain ? end + " AND CHAIN" : end);
		this.inTransaction = chain;
		this.savepoints = 0;
	}

	private void set() {
		String name = "app." + any("a", "b", "c");
		String value = String.valueOf(this.random.nextInt(100));
		this.statements.add(any("SET %s = '%s'".formatted(name, value), "RESET " + name,
				"SELECT set_config('%s', '%s', false)".formatted(name, value)));
	}

	private void savepoint() {
		if (!this.inTransaction || this.savepoints == 0) {
			insert();
		}
		else {
			this.statements.add(any("ROLLBACK TO s", "ROLLBACK WORK TO SAVEPOINT s"));
		}
		if (this.inTransaction) {
			this.statements.add("SAVEPOINT s");
			this.savepoints++;
		}
	}

	private void insert() {
		this.statements.add("""
				INSERT INTO log SELECT %d, concat_ws('|', 'a' || nullif(current_setting('app.a', true), ''),
				'b' || nullif(current_setting('app.b', true), ''), 'c' || nullif(current_setting('app.c', true), ''),
				current_setting('transaction_isolation'))""".formatted(this.statements.size()));
	}

	private String any(String... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

}
