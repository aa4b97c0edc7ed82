package dev.tidemark.boot.command;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.tidemark.Migrator;
import dev.tidemark.authoring.CreateSettings;
import dev.tidemark.migration.Version;

/**
 * What the commands of one start share. Thread-safe as far as it can be cancelled.
 */
final class CommandSession {

	private final Terminal terminal;

	private final Collaborators collaborators;

	private final Progress progress;

	private final Set<Migrator> used = ConcurrentHashMap.newKeySet();

	private boolean verbose;

	/**
	 * Creates a session.
	 * @param terminal takes what is written
	 * @param collaborators gives what commands need
	 */
	CommandSession(Terminal terminal, Collaborators collaborators) {
		this.terminal = terminal;
		this.collaborators = collaborators;
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
		return using(this.collaborators.migrator());
	}

	/**
	 * Returns a migrator that applies no more than to a version.
	 * @param target the version, or {@code null} for what is set
	 */
	Migrator migrator(@Nullable Version target) {
		Migrator migrator = migrator();
		return (target != null) ? using(migrator.withSettings(migrator.settings().withTarget(target))) : migrator;
	}

	private Migrator using(Migrator migrator) {
		this.used.add(migrator);
		return migrator;
	}

	CreateSettings createSettings() {
		return this.collaborators.createSettings();
	}

	/**
	 * Returns the package of the application's own classes.
	 */
	String basePackage() {
		return this.collaborators.basePackage();
	}

	/**
	 * Ends what runs: the statement is cancelled and rolled back.
	 */
	void cancel() {
		this.used.forEach(Migrator::cancel);
	}

	/**
	 * What commands need of the application; made when it is asked for.
	 */
	interface Collaborators {

		Migrator migrator();

		CreateSettings createSettings();

		String basePackage();

	}

}
