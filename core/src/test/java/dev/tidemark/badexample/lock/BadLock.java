package dev.tidemark.badexample.lock;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.history.BadHistory;

/**
 * Breaks the rules: lock may use neither history nor the root.
 */
public interface BadLock {

	BadHistory history();

	BadFacade facade();

}
