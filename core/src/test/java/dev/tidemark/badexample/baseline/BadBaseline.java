package dev.tidemark.badexample.baseline;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.lock.BadLock;

/**
 * Breaks the rules: baseline may use neither the lock nor the root.
 */
public interface BadBaseline {

	BadLock lock();

	BadFacade facade();

}
