package dev.tidemark.boot.command;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.tidemark.Migrator;

/**
 * What the commands of one start share. Thread-safe as far as it can be cancelled.
 */
final class CommandSession {

	private final Terminal terminal;

	private final Supplier<Migrator> migrators;

	private final Progress progress;

	private final Set<Migrator> used = ConcurrentHashMap.newKeySet();

	private boolean verbose;

	/**
	 * Creates a session.
	 * @param terminal takes what is written
	 * @param migrators gives the migrator; asked only by commands that need one
	 */
	CommandSession(Terminal terminal, Supplier<Migrator> migrators) {
		this.terminal = terminal;
		this.migrators = migrators;
		this.progress = new Progress(terminal);
	}

	void begin(boolean everyStatement) {
		this.verbose = everyStatement;
		this.progress.setVerbose(everyStatement);
	}

	Terminal terminal() {
		return this.terminal;
	}

	/**
	 * Is to be one of the migrator's listeners.
	 */
	Progress progress() {
		return this.progress;
	}

	boolean verbose() {
		return this.verbose;
	}

	Migrator migrator() {
		return using(this.migrators.get());
	}

	/**
	 * Remembers a migrator, so that it can be cancelled.
	 */
	Migrator using(Migrator migrator) {
		this.used.add(migrator);
		return migrator;
	}

	/**
	 * Ends what runs: the statement is cancelled and rolled back.
	 */
	void cancel() {
		this.used.forEach(Migrator::cancel);
	}

}
