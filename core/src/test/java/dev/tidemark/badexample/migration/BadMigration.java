package dev.tidemark.badexample.migration;

import java.sql.Connection;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.event.BadEvent;

/**
 * Breaks the rules: migration may use neither event nor the root, nor JDBC.
 */
public interface BadMigration {

	BadEvent event();

	BadFacade facade();

	Connection connection();

}
