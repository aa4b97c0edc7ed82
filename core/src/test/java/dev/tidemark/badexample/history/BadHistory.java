package dev.tidemark.badexample.history;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.lock.BadLock;

/**
 * Breaks the rules: history may use neither lock nor the root.
 */
public interface BadHistory {

	BadLock lock();

	BadFacade facade();

}
