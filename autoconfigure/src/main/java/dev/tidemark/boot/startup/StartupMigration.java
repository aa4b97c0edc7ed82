package dev.tidemark.boot.startup;

import org.springframework.beans.factory.InitializingBean;

/**
 * Runs the migrations while the context is made, where {@code tidemark.run-at=startup}
 * says so. Beans that use the database depend on it. It is there in every case, since
 * ahead-of-time processing would freeze a condition.
 */
public final class StartupMigration implements InitializingBean {

	private final MigrationRunner runner;

	/**
	 * Creates the bean.
	 * @param runner runs
	 */
	public StartupMigration(MigrationRunner runner) {
		this.runner = runner;
	}

	@Override
	public void afterPropertiesSet() {
		this.runner.runAt(RunAt.STARTUP);
	}

}
