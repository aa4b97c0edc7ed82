package dev.tidemark.boot.readiness;

import java.util.function.Predicate;

import dev.tidemark.boot.startup.MigrationPhase;

/**
 * Lets requests pass once the first run has succeeded; those for actuator pass always.
 * Thread-safe.
 */
public final class MigrationGate {

	private final MigrationPhase phase;

	private final boolean enabled;

	private final Predicate<String> exempt;

	/**
	 * Creates a gate.
	 * @param phase tells whether the application may serve
	 * @param enabled whether the gate closes at all
	 * @param exempt tells by the path within the application which requests pass always
	 */
	public MigrationGate(MigrationPhase phase, boolean enabled, Predicate<String> exempt) {
		this.phase = phase;
		this.enabled = enabled;
		this.exempt = exempt;
	}

	/**
	 * Tells whether a request passes.
	 * @param path the path within the application
	 * @return whether it does
	 */
	boolean lets(String path) {
		return !this.enabled || this.phase.current().open() || this.exempt.test(path);
	}

}
