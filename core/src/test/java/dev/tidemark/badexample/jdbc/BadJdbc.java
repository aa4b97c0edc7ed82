package dev.tidemark.badexample.jdbc;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.history.BadHistory;

/**
 * Breaks the rules: jdbc may use neither history nor the root.
 */
public interface BadJdbc {

	BadHistory history();

	BadFacade facade();

}
