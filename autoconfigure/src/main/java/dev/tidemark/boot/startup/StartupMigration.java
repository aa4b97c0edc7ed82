package dev.tidemark.boot.startup;

/**
 * Stands for a run at startup that is over, where there is one: beans that use the
 * database depend on it.
 */
public final class StartupMigration {

	StartupMigration() {
	}

}
