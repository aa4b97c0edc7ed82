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

	private final StartupMigration migration = new StartupMigration();

	private boolean begun;

	/**
	 * Creates the factory.
	 * @param runner runs
	 */
	public StartupMigrationFactory(MigrationRunner runner) {
		this.runner = runner;
	}

	/**
	 * Runs at the first call. Other threads wait for the end, the running one does not.
	 */
	@Override
	public synchronized StartupMigration getObject() {
		if (!this.begun) {
			this.begun = true;
			this.runner.runAt(RunAt.STARTUP);
		}
		return this.migration;
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
