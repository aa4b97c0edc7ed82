package dev.tidemark.boot.startup;

import org.springframework.beans.factory.SmartFactoryBean;

/**
 * Runs the migrations while the context is made, where {@code tidemark.run-at=startup}
 * says so. It is there in every case, since ahead-of-time processing would freeze a
 * condition. Thread-safe.
 * <p>
 * It is a factory, since Spring lets a factory be asked again while it works: what a Java
 * migration needs, such as a {@code JdbcClient}, depends on the run that waits for it.
 */
public final class StartupMigrationFactory implements SmartFactoryBean<StartupMigration> {

	private final MigrationRunner runner;

	private final MigrationPhase phase;

	private final StartupMigration migration = new StartupMigration();

	private boolean begun;

	/**
	 * Creates the factory.
	 * @param runner runs
	 * @param phase tells whether a run is under way
	 */
	public StartupMigrationFactory(MigrationRunner runner, MigrationPhase phase) {
		this.runner = runner;
		this.phase = phase;
	}

	/**
	 * Runs at the first call. Other threads wait for the end, the running one does not.
	 */
	@Override
	public synchronized StartupMigration getObject() {
		if (!this.begun) {
			this.begun = true;
			runCancellable();
		}
		return this.migration;
	}

	/**
	 * A context that is told to stop while it is made waits until it is made, so that no
	 * lifecycle ends this run: a hook of its own does.
	 */
	private void runCancellable() {
		RunLifecycle lifecycle = new RunLifecycle(this.runner, this.phase);
		Thread hook = new Thread(lifecycle::stop, "tidemark-startup-hook");
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			this.runner.runAt(RunAt.STARTUP);
		}
		finally {
			remove(hook);
		}
	}

	private static void remove(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			// the process stops, and the hook runs or has run
		}
	}

	@Override
	public Class<?> getObjectType() {
		return StartupMigration.class;
	}

	@Override
	public boolean isEagerInit() {
		return true;
	}

}
