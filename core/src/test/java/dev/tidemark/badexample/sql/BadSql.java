package dev.tidemark.badexample.sql;

import java.sql.Connection;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.migration.BadMigration;

/**
 * Breaks the rules: sql may use neither migration nor the root, nor JDBC.
 */
public interface BadSql {

	BadMigration migration();

	BadFacade facade();

	Connection connection();

}
