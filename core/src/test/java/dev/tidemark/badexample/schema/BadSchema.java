package dev.tidemark.badexample.schema;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.history.BadHistory;

/**
 * Breaks the rules: schema may use neither the history nor the root.
 */
public interface BadSchema {

	BadHistory history();

	BadFacade facade();

}
