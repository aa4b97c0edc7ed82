package dev.tidemark.boot.startup;

/**
 * When migrations run.
 */
public enum RunAt {

	/** When the application is ready: the web server is up, and liveness answers. */
	READY,

	/** Before beans that use the database, such as JPA's. */
	STARTUP,

	/** Only when the application asks the migrator, or somebody the endpoint. */
	MANUAL

}
