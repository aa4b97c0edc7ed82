package dev.tidemark.benchmark.contender;

import java.nio.file.Path;

import dev.tidemark.benchmark.server.Database;

/**
 * Something that applies what is pending of a folder's migrations.
 */
public interface Contender {

	/**
	 * What the tables call it, and {@code benchmark.contenders}.
	 * @return a name such as {@code flyway}
	 */
	String name();

	/**
	 * How the folder has to be laid out.
	 * @return the layout
	 */
	FileLayout layout();

	/**
	 * Applies what is pending, with objects and a connection of its own.
	 * @param database where
	 * @param folder the migrations
	 * @throws Exception if one fails
	 */
	void migrate(Database database, Path folder) throws Exception;

	/**
	 * Applies migrations that are not measured, by the shortest way to the same history.
	 * @param database where
	 * @param folder the migrations
	 * @throws Exception if one fails
	 */
	default void prepare(Database database, Path folder) throws Exception {
		migrate(database, folder);
	}

}
