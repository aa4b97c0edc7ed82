package dev.tidemark.badexample.offline;

import java.sql.Connection;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.lock.BadLock;

/**
 * Breaks the rules: offline may use neither lock nor the root, nor JDBC.
 */
public interface BadOffline {

	BadLock lock();

	BadFacade facade();

	Connection connection();

}
